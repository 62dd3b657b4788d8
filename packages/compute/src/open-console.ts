/**
 * Opening a console whatever the cloud: by `remoteConsoles` from microversion 2.6 on, by an action of the server
 * before.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-consoles
 * @since 0.1.0
 */
import { type Call, call, type CallOptions } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type RemoteConsole, remoteConsoles, type RemoteConsoleCreate } from './remote-console.js'
import { type LegacyConsole, serverConsoles } from './server-console.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Which server's console, and what is to show it: that says how it speaks too. */
export interface OpenConsoleInput extends Omit<RemoteConsoleCreate, 'protocol'> {}

/** Which kinds of console belong to which protocol. */
const protocols: Readonly<Record<RemoteConsoleCreate['type'], RemoteConsoleCreate['protocol']>> = {
  novnc: 'vnc',
  xvpvnc: 'vnc',
  'spice-html5': 'spice',
  'spice-direct': 'spice',
  'rdp-html5': 'rdp',
  serial: 'serial',
  webmks: 'mks'
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Opens a console. On a cloud, or at a microversion, before 2.6 a server's own action does it, for the types that there
 * were then; for the others it ends in the `MicroversionError` that says what they need.
 *
 * @example
 * const { url } = await toPromise(openConsole({ serverId, type: 'novnc' })(cloud))
 */
export const openConsole =
  ({ serverId, type }: OpenConsoleInput, options: CallOptions = {}): Call<'compute', RemoteConsole> =>
  (cloud) =>
  async () => {
    const protocol = protocols[type]
    const opened = await call(remoteConsoles.create)({ serverId, protocol, type }, options)(cloud)()
    const legacy = legacyConsole({ serverId, type }, options)
    if (E.isRight(opened) || opened.left._tag !== 'MicroversionError' || legacy === undefined) return opened
    const answer = await legacy(cloud)()
    return E.isLeft(answer) ? answer : E.right({ protocol, ...answer.right })
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const legacyConsole = (
  { serverId, type }: OpenConsoleInput,
  options: CallOptions
): Call<'compute', LegacyConsole> | undefined => {
  switch (type) {
    case 'novnc':
    case 'xvpvnc':
      return call(serverConsoles.getVncConsole)({ serverId, type }, options)
    case 'spice-html5':
      return call(serverConsoles.getSpiceConsole)({ serverId, type }, options)
    case 'serial':
      return call(serverConsoles.getSerialConsole)({ serverId, type }, options)
    default:
      return undefined
  }
}
