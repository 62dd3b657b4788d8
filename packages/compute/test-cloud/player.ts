/**
 * Somebody who plays the scenarios: an account that speaks, to every endpoint, the oldest or the newest microversion
 * that both sides know.
 */
import {
  type Endpoint,
  exchange,
  isOlderThan,
  type Microversion,
  type MicroversionRange,
  type OpenStackError
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Account, Age, Book } from './book.js'
import { nameOf } from './book.js'
import type { Seed, SignedIn } from './real-cloud.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a call takes; where that depends on it, by the microversion. */
export type Asked<I> = I | ((at: (since: Microversion) => boolean) => I)

/** The statuses of a refusal; and why it is one, where the endpoint never succeeds. */
export type Refusal = Statuses | { readonly status: Statuses; readonly why: string }
type Statuses = number | Readonly<Record<Account, number>>

export interface Player {
  readonly account: Account
  readonly age: Age
  /** Unlike that of any other player of any other run. */
  readonly name: string
  readonly projectId: string
  readonly own: SignedIn
  /** Who owns the servers that are played with. */
  readonly owner: SignedIn
  readonly admin: SignedIn
  readonly seed: Seed
  /** Has to succeed. */
  readonly ask: <I, A>(endpoint: Endpoint<'compute', I, A>, input: Asked<I>) => Promise<A>
  /** Has to succeed for the admin, and be a 403 for the member, who gets `undefined`. */
  readonly askAsAdmin: <I, A>(endpoint: Endpoint<'compute', I, A>, input: Asked<I>) => Promise<A | undefined>
  /** Has to be refused, with this status for the admin and that for the member, or one for both. */
  readonly refused: <I, A>(endpoint: Endpoint<'compute', I, A>, input: Asked<I>, refusal: Refusal) => Promise<void>
  /** Done when all is over, the last first. */
  readonly later: (undo: () => Promise<unknown>) => void
}

export interface PlayerOptions extends Omit<Player, 'ask' | 'askAsAdmin' | 'refused'> {
  readonly book: Book
  readonly offered: MicroversionRange
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const player = ({ book, offered, ...options }: PlayerOptions): Player => {
  const { account, age, own } = options
  const attempt = async <I, A>(
    endpoint: Endpoint<'compute', I, A>,
    input: Asked<I>
  ): Promise<E.Either<OpenStackError, A>> => {
    const version = versionOf(endpoint, age, offered)
    const at = (since: Microversion): boolean => version !== undefined && !isOlderThan(since)(version)
    const given = isAsked(input) ? input(at) : input
    const options = version === undefined ? {} : { microversion: version }
    const answer = await exchange(endpoint)(given, options)(own.cloud)()
    book.write(endpoint, `${account} ${age}`, E.isLeft(answer) ? { version, error: answer.left } : { version })
    if (E.isLeft(answer)) return answer
    const { data, meta } = answer.right
    const spoken = meta.headers['x-openstack-nova-api-version']
    if (version !== undefined && spoken !== version) throw new Error(`${nameOf(endpoint)} was answered at ${spoken}`)
    return E.right(data)
  }
  const ask: Player['ask'] = async (endpoint, input) => {
    const answer = await attempt(endpoint, input)
    if (E.isLeft(answer)) throw surprise(nameOf(endpoint), options.name, answer.left)
    return answer.right
  }
  const refused: Player['refused'] = async (endpoint, input, refusal) => {
    const { status, why } =
      typeof refusal === 'object' && 'why' in refusal ? refusal : { status: refusal, why: undefined }
    if (why !== undefined) book.explain(endpoint, why)
    const answer = await attempt(endpoint, input)
    const wanted = typeof status === 'number' ? status : status[account]
    if (E.isRight(answer)) throw new Error(`${nameOf(endpoint)} as ${options.name} succeeded; expected ${wanted}`)
    if (answer.left._tag !== 'HttpError' || answer.left.status !== wanted) {
      throw surprise(`${nameOf(endpoint)} (expected ${wanted})`, options.name, answer.left)
    }
  }
  return {
    ...options,
    ask,
    refused,
    askAsAdmin: async (endpoint, input) => {
      if (account === 'admin') return ask(endpoint, input)
      await refused(endpoint, input, 403)
      return undefined
    }
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isAsked = <I>(input: Asked<I>): input is (at: (since: Microversion) => boolean) => I =>
  typeof input === 'function'

/** The end of what the endpoint and the cloud have in common. */
const versionOf = (
  { microversion, since, until }: Endpoint<'compute'>,
  age: Age,
  { max, min }: MicroversionRange
): Microversion | undefined => {
  if (microversion === undefined) return undefined
  if (age === 'oldest') return since ?? min
  return until !== undefined && isOlderThan(max)(until) ? until : max
}

const surprise = (what: string, who: string, error: OpenStackError): Error =>
  new Error(`${what} as ${who}: ${error._tag}: ${error.message}${detailOf(error)}`)

const detailOf = (error: OpenStackError): string => {
  if (error._tag === 'HttpError') return ` ${error.status} ${error.detail ?? ''}`
  return error._tag === 'DecodeError' ? ` ${error.path} was ${error.actual}` : ''
}
