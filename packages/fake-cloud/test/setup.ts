import { Server, ServerAction } from '@openstack-ts/compute'
import { call, type CallOptions, get, listAll, type OpenStackError } from '@openstack-ts/core'
import { password, signIn, type SignedInCloud } from '@openstack-ts/identity'
import * as E from 'fp-ts/lib/Either.js'

import {
  type FakeCloud,
  fakeCloud,
  type FakeCloudOptions,
  fakeOrigin,
  type ManualClock,
  manualClock
} from '../src/index.js'

export interface Setup extends FakeCloud {
  readonly clock: ManualClock
  readonly as: (name: string, project?: string) => SignedInCloud
}

/** A fake cloud, its clock, and ways in. */
export const setUp = (options: FakeCloudOptions = {}): Setup => {
  const clock = manualClock()
  const fake = fakeCloud({ clock, ...options })
  const Default = { name: 'Default' }
  const as = (name: string, project = 'demo'): SignedInCloud =>
    signIn({
      transport: fake.transport,
      clock,
      authUrl: `${fakeOrigin}/identity/v3`,
      auth: password({
        user: { name, domain: Default },
        password: name === 'admin' ? 'admin-secret' : 'demo-secret'
      }),
      scope: { project: { name: project, domain: Default } }
    })
  return { ...fake, clock, as }
}

export const right = <A>(result: E.Either<OpenStackError, A>): A => {
  if (E.isLeft(result)) throw new Error(`${result.left._tag}: ${result.left.message}`)
  return result.right
}

export const left = <A>(result: E.Either<OpenStackError, A>): OpenStackError => {
  if (E.isRight(result)) throw new Error('This should have failed')
  return result.left
}

export const actionsOf = async (cloud: SignedInCloud, serverId: string, options: CallOptions = {}) =>
  right(await listAll(ServerAction)({ serverId }, options)(cloud)())

export const actionOf = async (
  cloud: SignedInCloud,
  ids: { readonly serverId: string; readonly requestId: string },
  options: CallOptions = {}
) => right(await get(ServerAction)(ids, options)(cloud)())

export const serverOf = async (cloud: SignedInCloud, serverId: string) =>
  right(await call(Server.endpoints.get)({ serverId })(cloud)())
