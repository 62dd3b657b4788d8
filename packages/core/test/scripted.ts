/**
 * A transport in memory that answers from a script and keeps what it was sent.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'

import { transportError, type TransportError, type TransportReason } from '../src/error.js'
import type { HttpRequest, HttpResponse, ResponseHeaders, Transport } from '../src/http.js'

export type Step = (
  request: HttpRequest
) => Either<TransportError, HttpResponse> | Promise<Either<TransportError, HttpResponse>>

export interface Scripted {
  readonly transport: Transport
  readonly requests: ReadonlyArray<HttpRequest>
}

/** One step per request; the last one serves all further ones. */
export const scripted = (...steps: ReadonlyArray<Step>): Scripted => {
  const requests: Array<HttpRequest> = []
  return {
    requests,
    transport: (request) => async () => {
      const step = steps[Math.min(requests.length, steps.length - 1)] ?? answers(200)
      requests.push(request)
      return step(request)
    }
  }
}

export const answers =
  (status: number, headers: ResponseHeaders = {}, text = ''): Step =>
  () =>
    right({ status, headers, text })

export const streams =
  (stream: AsyncIterable<Uint8Array>): Step =>
  () =>
    right({ status: 200, headers: {}, text: '', stream })

export const breaks =
  (reason: TransportReason, sent: boolean): Step =>
  ({ method, url }) =>
    left(transportError({ reason, sent, method, url }))

/** Answers nothing until it is aborted, as the contract of transports asks. */
export const stalls =
  (sent = true): Step =>
  ({ method, signal, url }) =>
    new Promise((resolve) => {
      const abort = (): void => resolve(left(transportError({ reason: 'aborted', sent, method, url })))
      if (signal?.aborted === true) abort()
      else signal?.addEventListener('abort', abort, { once: true })
    })

/** Answers nothing, ever. */
export const ignores: Step = () => new Promise(() => undefined)

export const asking = (method: HttpRequest['method'] = 'GET', more: Partial<HttpRequest> = {}): HttpRequest => ({
  method,
  url: 'http://compute.example/v2.1/servers/42?limit=1',
  headers: {},
  ...more
})

/** An abort signal that counts its listeners. */
export const countingSignal = (): {
  readonly signal: AbortSignal
  readonly abort: () => void
  readonly listeners: () => number
} => {
  const controller = new AbortController()
  const { signal } = controller
  const listeners = new Set<unknown>()
  const once = new Set<unknown>()
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners.add(args[1])
    add(...args)
    if (typeof args[2] === 'object' && args[2].once === true) once.add(args[1])
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners.delete(args[1])
    remove(...args)
  }
  // What listens once has been removed by the time it was told.
  const abort = (): void => {
    controller.abort()
    for (const listener of once) listeners.delete(listener)
  }
  return { signal, abort, listeners: () => listeners.size }
}
