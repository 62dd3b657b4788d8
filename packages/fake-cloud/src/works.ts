/**
 * Everything that can be done to a server, as a table: the state it needs, the steps it takes, what it leaves.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @see https://docs.openstack.org/nova/latest/reference/vm-states.html
 * @since 0.1.0
 */
import { powerWorks } from './power-works.js'
import { sizeWorks } from './size-works.js'
import { upkeepWorks } from './upkeep-works.js'
import type { Work } from './work.js'

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

/** By the one key of the request's body. */
export const works: Readonly<Record<string, Work>> = { ...powerWorks, ...sizeWorks, ...upkeepWorks }
