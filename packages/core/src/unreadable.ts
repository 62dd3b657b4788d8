/**
 * Why an answer cannot be read: what was expected where, and what stood there instead.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { isRecord } from './codec.js'
import { type DecodeError, decodeError } from './error.js'
import { requestIdsOf } from './fault.js'
import type { HttpResponse } from './http.js'
import { kindOf } from './kind.js'
import { isSecretName } from './redact.js'
import type { AnyEndpoint } from './request.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal What was being read. */
export interface Reading {
  readonly endpoint: AnyEndpoint
  readonly response: HttpResponse
}

/** @internal One value that is not what it should be. */
export interface Mismatch {
  readonly expected: string
  /** In wire names; empty for the whole body. */
  readonly path: string
  readonly value: unknown
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal */
export const explainValue = (reading: Reading, { expected, path, value }: Mismatch): DecodeError =>
  explained(reading, { expected, path, actual: seen(path, value) })

/** @internal A body that is no JSON: a proxy's page, most often. */
export const explainText = (reading: Reading): DecodeError => {
  const { text } = reading.response
  const start = text.trim().slice(0, 40).replace(/\s+/g, ' ')
  const actual = text === '' ? 'empty' : `${start.startsWith('<') ? 'HTML' : 'other text'}: ${start}…`
  return explained(reading, { expected: 'JSON', path: '', actual })
}

/** @internal The error that got deepest: of a union's complaints it is the one that comes nearest. */
export const explainMismatch = (reading: Reading, errors: t.Errors): DecodeError => {
  const { context, value } = errors.reduce((a, b) => (b.context.length > a.context.length ? b : a))
  const last = context[context.length - 1]
  return explained(reading, {
    expected: last?.type.name ?? 'something else',
    path: pathOf(context),
    actual: seen(last?.key ?? '', value)
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const explained = (
  { endpoint, response }: Reading,
  facts: Pick<DecodeError, 'expected' | 'path' | 'actual'>
): DecodeError => decodeError({ ...facts, operation: endpoint.name, requestIds: requestIdsOf(response.headers) })

/** Where, in wire names; the numbers that io-ts gives to the members of a union say nothing and are left out. */
const pathOf = (context: t.Context): string =>
  context.slice(1).reduce((path, { key }, i) => {
    const parent = context[i]?.type as t.Any | undefined
    const kind = parent === undefined ? undefined : kindOf(parent)._tag
    if (kind === 'union') return path
    if (kind === 'list') return `${path}[${key}]`
    return path === '' ? key : `${path}.${key}`
  }, '')

/** A value under a name that says secret is not shown. */
const seen = (name: string, value: unknown): string =>
  typeof value === 'string' && isSecretName(name) ? 'another text' : shown(value)

const shown = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (isRecord(value)) return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
