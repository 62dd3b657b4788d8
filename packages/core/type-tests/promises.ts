import { type Cloud, type OpenStackError, OpenStackFailure, promises } from '../src/index.js'
import { Action, type Action as Item, Network } from './actions.js'

declare const cloud: Cloud<'compute'>
declare const both: Cloud<'compute' | 'network'>
const nova = promises({ actions: Action.endpoints })(cloud)
const { networks } = promises({ actions: Action.endpoints, networks: Network.endpoints })(both)

// A face over two services asks for both.
// @ts-expect-error this cloud has no network
promises({ actions: Action.endpoints, networks: Network.endpoints })(cloud)

const got: Promise<Item> = nova.actions.get({ serverId: 's', requestId: 'r' })
void got
// @ts-expect-error Nova makes actions itself
nova.actions.create({ serverId: 's' })
// @ts-expect-error an action stands below its server
nova.actions.get({ requestId: 'r' })
// @ts-expect-error there is something to say
nova.actions.get()
// @ts-expect-error Nova does not filter actions by status
nova.actions.list({ serverId: 's', status: 'ERROR' })
// @ts-expect-error actions have no name to be found by
nova.actions.find('x')

// What needs nothing may be called with nothing.
const listed: AsyncIterable<{ readonly id: string; readonly name: string }> = networks.list()
void listed
const all: Promise<ReadonlyArray<{ readonly id: string }>> = networks.list.all()
void all
const found: Promise<{ readonly name: string } | undefined> = networks.find('n')
void found
networks.list({}, { readAhead: false, timeout: 5 })
// @ts-expect-error a timeout is milliseconds
networks.list({}, { timeout: '5 s' })

networks.remove({ networkId: 'n' }, { missing: 'ok' })
// @ts-expect-error a network that is not there is no network
networks.get({ networkId: 'n' }, { missing: 'ok' })
// @ts-expect-error one thing has no pages to read ahead
networks.get({ networkId: 'n' }, { readAhead: false })

const nothing = (never: never): never => never

// What is thrown holds the closed set.
export const explain = (error: unknown): string => {
  if (!(error instanceof OpenStackFailure)) return 'not ours'
  const known: OpenStackError = error.error
  switch (known._tag) {
    case 'HttpError':
      return String(known.status)
    case 'TransportError':
      return known.reason
    case 'DecodeError':
    case 'MicroversionError':
    case 'AuthError':
    case 'EndpointNotFound':
    case 'ConfigError':
    case 'RequestError':
    case 'WaitError':
      return known.message
    // @ts-expect-error there is no other
    case 'OtherError':
      return 'other'
    default:
      return nothing(known)
  }
}
