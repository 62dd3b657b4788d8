import { pipe } from 'fp-ts/lib/function.js'
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

import {
  call,
  type Cloud,
  commit,
  create,
  find,
  fromDate,
  get,
  head,
  isAborted,
  isForbidden,
  isNotFound,
  isServerError,
  list,
  listAll,
  type OpenStackError,
  remove,
  type Timestamp,
  update,
  wait
} from '../src/index.js'
import { Action, Network, resets } from './actions.js'

declare const cloud: Cloud<'compute'>
declare const both: Cloud<'compute' | 'network'>

// What a service does not allow is no verb.
get(Action)
// @ts-expect-error Nova makes actions itself
create(Action)
// @ts-expect-error nor can they be changed
update(Action)
// @ts-expect-error nor removed
remove(Action)
// @ts-expect-error nor asked for headers alone
head(Action)
// @ts-expect-error what cannot be listed cannot be found
find({ endpoints: { get: Action.endpoints.get } })

// The path says what is needed.
get(Action)({ serverId: 's', requestId: 'r' })
// @ts-expect-error an action stands below its server
get(Action)({ requestId: 'r' })
// @ts-expect-error an id is a text
get(Action)({ serverId: 5, requestId: 'r' })
// @ts-expect-error a network is known by networkId
get(Network)({ id: 'n' })

// Filters are those of the table.
list(Action)({ serverId: 's', limit: 5, changesSince: fromDate(new Date(0)) })
// @ts-expect-error Nova does not filter actions by status
list(Action)({ serverId: 's', status: 'ERROR' })
// @ts-expect-error a limit is a number
list(Action)({ serverId: 's', limit: '5' })
// @ts-expect-error a text is no timestamp until it was decoded
listAll(Action)({ serverId: 's', changesSince: '2026-11-23' })

// So is what is sent.
create(Network)({ name: 'n', mtu: 1500 })
update(Network)({ networkId: 'n', mtu: 1500 })
// @ts-expect-error a network needs a name
create(Network)({ mtu: 1500 })
// @ts-expect-error there is no such row
update(Network)({ networkId: 'n', colour: 'red' })

// What changes has a place, and is of one kind before and after.
declare const network: { readonly id: string; readonly name: string }
commit(Network)({ networkId: 'n' }, { before: network, after: { ...network, name: 'm' } })
// @ts-expect-error which network is to be said
commit(Network)({}, { before: network, after: network })
// @ts-expect-error a name is a text
commit(Network)({ networkId: 'n' }, { before: network, after: { ...network, name: 5 } })
// @ts-expect-error actions do not change
commit(Action)({ serverId: 's' }, { before: network, after: network })

// What answers something is there, or it is an error.
remove(Network)({ networkId: 'n' }, { missing: 'ok' })
call(resets.resetState)({ serverId: 's', state: 'error' }, { missing: 'ok' })
// @ts-expect-error a network that is not there is no network
get(Network)({ networkId: 'n' }, { missing: 'ok' })
// @ts-expect-error nor does it change
call(Network.endpoints.update)({ networkId: 'n' }, { missing: 'ok' })

// Versions are text of two numbers.
get(Network)({ networkId: 'n' }, { microversion: '2.84' })
// @ts-expect-error 2.1 and 2.10 are one number, and two versions
get(Network)({ networkId: 'n' }, { microversion: 2.84 })

// A pipeline asks for every service it talks to.
const compute = get(Action)({ serverId: 's', requestId: 'r' })
const pipeline = pipe(
  compute,
  RTE.flatMap(({ action }) => get(Network)({ networkId: action }))
)
compute(cloud)
pipeline(both)
// @ts-expect-error the second half talks to network
pipeline(cloud)

// Answers have the types of the rows.
export const answered: TE.TaskEither<OpenStackError, string | null> = pipe(
  compute(cloud),
  TE.map(({ message }) => message)
)
pipe(
  compute(cloud),
  TE.map((action) => {
    const when: Timestamp = action.startTime
    // @ts-expect-error null is one of its values
    const text: string = action.message
    // @ts-expect-error before 2.51 only administrators see the steps
    const steps: ReadonlyArray<unknown> = action.steps
    // @ts-expect-error no such row
    void action.colour
    // @ts-expect-error items do not change
    action.action = 'stop'
    // @ts-expect-error nor do their lists
    action.steps?.push({ event: 'x', result: null })
    return [when, text, steps]
  })
)

// What is waited for is what the call answers.
wait(compute, { until: ({ message }) => message === null })
// @ts-expect-error an action has no status
wait(compute, { until: ({ status }) => status === 'ACTIVE' })

// A guard that does not hold rules out what it asked for, and no more.
declare const error: OpenStackError
export const guarded = (): ReadonlyArray<string> => {
  if (isNotFound(error)) return error.requestIds
  if (isServerError(error)) return error.requestIds
  if (isAborted(error)) return [error.url]
  if (isForbidden(error)) return error.requestIds
  // @ts-expect-error it may be any of the others
  return error.requestIds
}
