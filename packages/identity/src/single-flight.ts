/**
 * One question under way, however many wait for its answer.
 *
 * A caller that gives up leaves the others waiting; when the last one has left, the question itself is given up.
 *
 * @since 0.1.0
 */
import type { Clock, OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type Answer<A> = E.Either<OpenStackError, A>

export interface Question<A> {
  (signal?: AbortSignal): Promise<Answer<A>>
}

interface Flight<A> {
  readonly controller: AbortController
  readonly answer: Promise<Answer<A>>
  waiting: number
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** `givenUp` is what a caller gets whose own signal aborts. `ask` never rejects. */
export const singleFlight = <A>(
  ask: (signal: AbortSignal) => Promise<Answer<A>>,
  givenUp: () => OpenStackError
): Question<A> => {
  let flight: Flight<A> | undefined
  const start = (): Flight<A> => {
    const controller = new AbortController()
    const started: Flight<A> = { controller, waiting: 0, answer: ask(controller.signal).finally(() => end(started)) }
    flight = started
    return started
  }
  const end = (ended: Flight<A>): void => {
    if (flight === ended) flight = undefined
  }
  const leave = (left: Flight<A>): OpenStackError => {
    left.waiting--
    if (left.waiting === 0) {
      end(left)
      left.controller.abort()
    }
    return givenUp()
  }
  return (signal) => {
    if (signal?.aborted === true) return Promise.resolve(E.left(givenUp()))
    const joined = flight ?? start()
    joined.waiting++
    return signal === undefined ? joined.answer : race(joined, signal, () => leave(joined))
  }
}

/** Keeps a good answer for good, and a bad one for as long as asking again would only add to the trouble. */
export const remembered = <A>(
  question: Question<A>,
  { badFor, clock }: { readonly badFor: number; readonly clock: Clock }
): Question<A> => {
  let good: Answer<A> | undefined
  let bad: { readonly until: number; readonly answer: Answer<A> } | undefined
  return async (signal) => {
    if (good !== undefined) return good
    if (bad !== undefined && clock.now() < bad.until) return bad.answer
    const answer = await question(signal)
    if (E.isRight(answer)) good = answer
    else if (!isGivenUp(answer.left)) bad = { until: clock.now() + badFor, answer }
    return answer
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const race = <A>(flight: Flight<A>, signal: AbortSignal, leaving: () => OpenStackError): Promise<Answer<A>> =>
  new Promise((resolve, reject) => {
    const leave = (): void => {
      resolve(E.left(leaving()))
    }
    signal.addEventListener('abort', leave, { once: true })
    const settle = (): void => signal.removeEventListener('abort', leave)
    flight.answer.finally(settle).then(resolve, reject)
  })

const isGivenUp = (error: OpenStackError): boolean => error._tag === 'TransportError' && error.reason === 'aborted'
