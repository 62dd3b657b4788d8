/// <reference lib="esnext.disposable" preserve="true" />
/**
 * A connection: one cloud, signed in on first use, over a transport with the usual policies around it.
 *
 * @since 0.1.0
 */
import type { CloudConfig, CloudRequest } from '@openstack-ts/config'
import {
  type Clock,
  type Cloud,
  type Deadlines,
  defaultDeadlines,
  type Listener,
  type MicroversionPolicy,
  type ObserveOptions,
  type RequestError,
  type RetryOptions,
  type ServiceType,
  type Transport
} from '@openstack-ts/core'
import {
  type CloudOptions,
  type ProjectReference,
  type ServiceOptions,
  signIn,
  type SignedInCloud,
  type TokenStore
} from '@openstack-ts/identity'
import * as E from 'fp-ts/lib/Either.js'

import { globalRequestIdOf } from './global-request-id.js'
import { defaultStack } from './stack.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Which cloud, and how it is spoken to. Everything has a default, and what is said here wins over any file. */
export interface ConnectOptions extends CloudRequest {
  /** A cloud resolved before; nothing is read then. */
  readonly config?: CloudConfig
  /** Instead of the one that the place has: node-http in Node, fetch in a browser. The usual policies go around it. */
  readonly transport?: Transport
  /** What calls speak where they do not say so themselves, by service: `{ compute: '2.79' }`. */
  readonly microversions?: Readonly<Partial<Record<ServiceType, MicroversionPolicy>>>
  /** Milliseconds; 10 s to connect, 60 s for a try, 300 s in all. */
  readonly deadlines?: Deadlines
  /** `false` sends everything once. */
  readonly retry?: RetryOptions | false
  /** Where tokens are kept between connections; in the connection alone by default. */
  readonly tokens?: TokenStore
  /** Hears of every request, retry, sign-in and discovery. */
  readonly observe?: Listener
  /** Adds headers, or headers and bodies, to what `observe` hears, without their secrets. For debugging. */
  readonly messages?: ObserveOptions['messages']
  /** Before `openstack-ts/<version> node/<version>` in the User-Agent: `my-app/1.2`. */
  readonly userAgent?: string
  /** `req-` and a UUID, or `true` to have one made: services write it to their logs beside their own request ids. */
  readonly globalRequestId?: string | true
  readonly clock?: Clock
}

/** A `Cloud` with every service in it: hand it to `compute(…)`, or run functional calls with it. */
export interface Connection extends Cloud<ServiceType>, Pick<SignedInCloud, 'access' | 'endpoint' | 'has' | 'revoke'> {
  /** What it was made of; prints without its secrets. */
  readonly config: CloudConfig
  /** What services write to their logs, where it was asked for. */
  readonly globalRequestId: string | undefined
  /**
   * The same account in another project, over the same transport. Closing it forgets its token; what it has under way
   * ends with the connection that it came from.
   */
  readonly asProject: (project: ProjectReference) => Connection
  /** Ends all that is under way, pauses included, and forgets the token. Every later call is an error. */
  readonly close: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** A transport, and how its connections end. */
export interface OwnedTransport {
  readonly transport: Transport
  readonly close: () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Composes the parts. Nothing is asked until a call is run, and nothing is kept but in what is returned. */
export const connectionOf = (
  config: CloudConfig,
  owned: OwnedTransport,
  options: ConnectOptions
): E.Either<RequestError, Connection> => {
  const id = globalRequestIdOf(options.globalRequestId)
  if (E.isLeft(id)) return id
  const closing = new AbortController()
  const transport = defaultStack(config, { ...options, until: closing.signal })(owned.transport)
  const cloud = signIn({ ...cloudOptions(config, transport, options), ...named(id.right) })
  return E.right(
    withCloud(cloud, { config, globalRequestId: id.right }, () => {
      closing.abort(new Error('the connection has been closed'))
      owned.close()
    })
  )
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const named = (globalRequestId: string | undefined): Pick<CloudOptions, 'globalRequestId'> =>
  globalRequestId === undefined ? {} : { globalRequestId }

const withCloud = (
  cloud: SignedInCloud,
  facts: Pick<Connection, 'config' | 'globalRequestId'>,
  end: () => void
): Connection => {
  const close = async (): Promise<void> => {
    cloud.close()
    end()
  }
  const own: Omit<Connection, ServiceType> = {
    ...facts,
    access: cloud.access,
    endpoint: cloud.endpoint,
    has: cloud.has,
    revoke: cloud.revoke,
    asProject: (project) => withCloud(cloud.asProject(project), facts, () => undefined),
    close,
    [Symbol.asyncDispose]: close
  }
  // The services of a cloud are getters, made on first use: inherited as they are, not called.
  const connection: Connection = Object.create(cloud, Object.getOwnPropertyDescriptors(own))
  return Object.freeze(connection)
}

const cloudOptions = (config: CloudConfig, transport: Transport, options: ConnectOptions): CloudOptions => ({
  ...config.identity,
  transport,
  timeout: options.deadlines?.total ?? defaultDeadlines.total,
  services: withMicroversions(config.identity.services ?? {}, options.microversions ?? {}),
  ...(options.tokens === undefined ? {} : { tokens: options.tokens }),
  ...(options.clock === undefined ? {} : { clock: options.clock }),
  ...(options.userAgent === undefined ? {} : { userAgent: options.userAgent }),
  ...(options.observe === undefined ? {} : { onEvent: options.observe })
})

const withMicroversions = (
  services: Readonly<Partial<Record<ServiceType, ServiceOptions>>>,
  microversions: Readonly<Partial<Record<ServiceType, MicroversionPolicy>>>
): Readonly<Record<string, ServiceOptions>> => {
  const settings: Readonly<Record<string, ServiceOptions>> = services
  return Object.entries(microversions).reduce(
    (all, [type, microversion]) => ({ ...all, [type]: { ...all[type], microversion } }),
    settings
  )
}
