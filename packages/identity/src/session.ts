/**
 * A session: the token in use, and its renewal.
 *
 * A token is renewed two minutes before it ends, and when a service refuses it; one renewal, however many calls wait.
 * While a token lives nobody waits: it serves on until its successor is there, however long Keystone takes. Its
 * lifetime is counted from its arrival, so that a wrong clock on this machine does no harm.
 *
 * @since 0.1.0
 */
import {
  authError,
  type Listener,
  type OpenStackError,
  type Timestamp,
  toEpochMicros,
  transportError
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

import { access, type Access } from './access.js'
import type { AuthContext, AuthPlugin } from './auth-plugin.js'
import { type Question, singleFlight } from './single-flight.js'
import { fromStored, toStored, type TokenStore } from './token-store.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Session {
  /** The access in use, or `undefined` when it is time to ask for one. */
  readonly current: () => Access | undefined
  readonly access: Question<Access>
  /** An access other than the refused one. */
  readonly renew: (refused: Access, signal?: AbortSignal) => Promise<E.Either<OpenStackError, Access>>
  /** Drops the access in use, here and in the store, and answers what it was. */
  readonly forget: () => Promise<Access | undefined>
  readonly close: () => void
}

export interface SessionOptions {
  readonly plugin: AuthPlugin
  readonly context: Omit<AuthContext, 'signal'>
  readonly store: TokenStore | undefined
  readonly storeKey: () => string
  readonly onEvent: Listener
}

interface Held {
  readonly access: Access
  /** Milliseconds since 1970 on this machine's clock. */
  readonly endsAt: number
  renewAt: number
}

/** Milliseconds. */
const margin = 120_000
const failureKept = 1_000
const secondTry = 10_000
const lastMoment = 1_000

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const session = (options: SessionOptions): Session => {
  const { context, onEvent, plugin } = options
  const { clock } = context
  const closing = new AbortController()
  let held: Held | undefined
  let refused: string | undefined
  let failure: { readonly until: number; readonly error: OpenStackError } | undefined

  const current = (): Access | undefined => (held !== undefined && clock.now() < held.renewAt ? held.access : undefined)

  /** Until it ends, with a moment to spare for the way to the service. */
  const living = (): Held | undefined =>
    held !== undefined && clock.now() < held.endsAt - lastMoment ? held : undefined

  const hold = (given: Access, counted: boolean): Access => {
    const now = clock.now()
    const endsAt = endOf(given, now, counted)
    held = { access: given, endsAt, renewAt: endsAt - Math.min(margin, Math.max(0, endsAt - now) / 2) }
    return given
  }

  const fetchAccess = async (signal: AbortSignal): Promise<E.Either<OpenStackError, Access>> => {
    const start = clock.now()
    const reason = refused !== undefined ? 'refused' : held === undefined ? 'first' : 'expiring'
    const stored = await fromStore(options, refused)
    const answer =
      stored === undefined
        ? await ask(plugin, { ...context, signal: AbortSignal.any([signal, closing.signal]) })
        : E.right(stored)
    if (closing.signal.aborted) return E.left(closed())
    const now = clock.now()
    const from = stored === undefined ? 'keystone' : 'store'
    const event = { _tag: 'TokenRenewed', at: now, reason, from, duration: now - start } as const
    if (E.isLeft(answer)) {
      onEvent({ ...event, error: answer.left })
      return failed(answer.left)
    }
    if (signal.aborted) return E.left(givenUp())
    refused = undefined
    const given = hold(answer.right, stored === undefined)
    onEvent(event)
    if (stored === undefined) await keep(options, given, held?.endsAt ?? 0)
    return E.right(given)
  }

  /** The event tells of it; who waits gets the error. Wrong credentials stay wrong for a second. */
  const failed = (error: OpenStackError): E.Either<OpenStackError, Access> => {
    const now = clock.now()
    const old = living()
    if (old !== undefined) old.renewAt = Math.min(now + secondTry, old.endsAt)
    else if (error._tag === 'AuthError') failure = { until: now + failureKept, error }
    return old === undefined ? E.left(error) : E.right(old.access)
  }

  const flight = singleFlight(fetchAccess, givenUp)

  const ready: Question<Access> = async (signal) => {
    if (closing.signal.aborted) return E.left(closed())
    const fresh = current()
    if (fresh !== undefined) return E.right(fresh)
    const old = living()
    if (old !== undefined) {
      void flight()
      return E.right(old.access)
    }
    if (failure !== undefined && clock.now() < failure.until) return E.left(failure.error)
    return flight(signal)
  }

  return {
    current,
    access: ready,
    renew: async (old, signal) => {
      if (held?.access === old) {
        held = undefined
        refused = old.token
      }
      return ready(signal)
    },
    forget: async () => {
      const last = held?.access
      held = undefined
      if (last !== undefined) await drop(options)
      return last
    },
    close: () => {
      held = undefined
      closing.abort()
    }
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const givenUp = (): OpenStackError =>
  transportError({ reason: 'aborted', sent: false, method: 'POST', url: 'the sign-in' })

const closed = (): OpenStackError => authError({ message: 'This cloud has been closed: sign in again', requestIds: [] })

const millisecondsOf = (timestamp: Timestamp): number => toEpochMicros(timestamp) / 1000

/** By Keystone's own clock where it said when it began, by this machine's otherwise. */
const endOf = ({ expiresAt, issuedAt }: Access, now: number, counted: boolean): number => {
  if (expiresAt === undefined) return Number.POSITIVE_INFINITY
  const end = millisecondsOf(expiresAt)
  return counted && issuedAt !== undefined ? now + (end - millisecondsOf(issuedAt)) : end
}

/** A plugin is somebody's own function, or asks one: what it throws becomes an error of the sign-in. */
const ask = async (plugin: AuthPlugin, context: AuthContext): Promise<E.Either<OpenStackError, Access>> => {
  const answer = await TE.tryCatch(
    () => plugin(context)(),
    (cause) => {
      const said = cause instanceof Error ? `: ${cause.message}` : ''
      return authError({
        message: `The sign-in by ${plugin.name} failed before Keystone was asked${said}`,
        requestIds: []
      })
    }
  )()
  return E.isLeft(answer) ? answer : E.map(access)(answer.right)
}

const fromStore = async (options: SessionOptions, refused: string | undefined): Promise<Access | undefined> => {
  const { context, store, storeKey } = options
  if (store === undefined) return undefined
  const text = await softly(options, 'get', () => store.get(storeKey()))
  const found = text === undefined ? undefined : fromStored(text)
  const usable = found?.expiresAt !== undefined && millisecondsOf(found.expiresAt) - margin > context.clock.now()
  return usable && found.token !== refused ? found : undefined
}

const keep = async (options: SessionOptions, given: Access, endsAt: number): Promise<void> => {
  const { store, storeKey } = options
  const text = toStored(given)
  if (store !== undefined && text !== undefined) await softly(options, 'set', () => store.set(storeKey(), text, endsAt))
}

const drop = async (options: SessionOptions): Promise<void> => {
  const { store, storeKey } = options
  if (store !== undefined) await softly(options, 'delete', () => store.delete(storeKey()))
}

/** A store is a convenience: its failure is told, and the call goes on. */
const softly = async <A>(
  { context: { clock }, onEvent }: SessionOptions,
  operation: 'get' | 'set' | 'delete',
  run: () => Promise<A>
): Promise<A | undefined> => {
  const outcome = await TE.tryCatch(run, (cause) => (cause instanceof Error ? cause.message : 'no reason was given'))()
  if (E.isRight(outcome)) return outcome.right
  onEvent({ _tag: 'TokenStoreFailed', at: clock.now(), operation, message: outcome.left })
  return undefined
}
