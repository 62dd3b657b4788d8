import type { ServerAction, ServerActionEvent } from '@openstack-ts/compute'
import { type Timestamp, toEpochMicros } from '@openstack-ts/core'

import type { Telling } from '../src/explain.js'
import type { ServerFacts } from '../src/timeline.js'

/** A moment of the day on which everything in these tests happens. */
export const at = (time: string): Timestamp => `2026-11-23T${time}.000000` as Timestamp

export const event = (
  name: string,
  [start, finish]: readonly [start: string, finish: string | null],
  more: Partial<ServerActionEvent> = {}
): ServerActionEvent => ({
  event: name,
  startTime: at(start),
  finishTime: finish === null ? null : at(finish),
  result: finish === null ? null : 'Success',
  ...more
})

type Parts = readonly [
  name: string,
  start: string,
  steps?: ReadonlyArray<ServerActionEvent> | undefined,
  more?: Partial<ServerAction>
]

/** Its steps oldest first; Nova answers them the other way round. */
export const action = (...[name, start, steps, more = {}]: Parts): ServerAction => ({
  requestId: `req-${name}-${start}`,
  action: name,
  serverId: 's1',
  userId: 'u1',
  projectId: 'p1',
  startTime: at(start),
  message: steps?.some(({ result }) => result === 'Error') === true ? 'Error' : null,
  ...(steps === undefined ? {} : { events: steps.toReversed() }),
  ...more
})

export const server = (more: Partial<ServerFacts> = {}): ServerFacts => ({
  id: 's1',
  name: 'web-1',
  status: 'ACTIVE',
  taskState: null,
  projectId: 'p1',
  deleted: false,
  ...more
})

/** Noon. */
export const now = toEpochMicros(at('12:00:00'))

export const telling = (more: Partial<ServerFacts> = {}): Telling => ({
  server: server(more),
  now,
  knownName: (userId) => (userId === 'u1' ? 'alice' : undefined)
})
