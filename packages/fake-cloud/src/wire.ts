/**
 * Requests and answers as the fake services see them: after a transport or a socket, before JSON.
 *
 * @since 0.1.0
 */
import type { Method, ResponseHeaders } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface WireRequest {
  readonly method: Method
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface WireAnswer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ResponseHeaders
  readonly body: string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const jsonAnswer = (status: number, body: unknown, headers: ResponseHeaders = {}): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body)
})

export const emptyAnswer = (status: number, headers: ResponseHeaders = {}): WireAnswer => ({
  status,
  headers,
  body: ''
})

/** The same answer with further headers; those it has already stay. */
export const withHeaders = (answer: WireAnswer, headers: ResponseHeaders): WireAnswer => ({
  ...answer,
  headers: { ...headers, ...answer.headers }
})

/** What Nova's framework says where nothing is routed: a page, or a record without an envelope to those who ask for JSON. */
export const unrouted = ({ headers }: WireRequest): WireAnswer => {
  const text = 'The resource could not be found.<br /><br />\n\n\n'
  return (headers['accept'] ?? '').includes('application/json')
    ? jsonAnswer(404, { message: text, code: '404 Not Found', title: 'Not Found' })
    : {
        status: 404,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        body: `<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  ${text}\n </body>\n</html>`
      }
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

export type JsonRecord = Readonly<Record<string, unknown>>

export const isRecord = (u: unknown): u is JsonRecord => typeof u === 'object' && u !== null && !Array.isArray(u)

/** A body as an object; `undefined` where it is none. */
export const readRecord = (body: string): JsonRecord | undefined => {
  const read = readJson(body)
  return isRecord(read) ? read : undefined
}

/** What stands at a path of names, or `undefined`. */
export const at = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)

/** A text at a path of names. */
export const textAt = (value: unknown, ...path: ReadonlyArray<string>): string | undefined => {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}

const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
