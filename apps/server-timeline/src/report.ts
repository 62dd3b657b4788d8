/**
 * All that is said of one server: the rows, what is hidden, and what they were read with.
 *
 * @since 0.1.0
 */
import type { Microversion } from '@openstack-ts/core'

import type { Telling } from './explain.js'
import type { Row } from './timeline.js'
import type { Visible } from './visibility.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Report {
  /** The cloud's name in its configuration; `fake`. */
  readonly cloud: string
  /** What was spoken. */
  readonly microversion: Microversion
  /** What the cloud could speak. */
  readonly newest: Microversion
  readonly telling: Telling
  readonly rows: ReadonlyArray<Row>
  readonly visible: ReadonlyArray<Visible>
  /** What a reader has to know to not be misled: what was filtered here, what may be missing. */
  readonly notes: ReadonlyArray<string>
}
