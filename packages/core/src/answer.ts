/**
 * From what a service answered to data, with what there is to know about the answer at hand.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { commaSeparated, isRecord } from './codec.js'
import type { AnswerSpec, ListSpec } from './endpoint.js'
import { type DecodeError, decodeError } from './error.js'
import { decodesFast, fastOf } from './decoding.js'
import { Miss, tagOf } from './fast.js'
import { requestIdsOf } from './fault.js'
import { optional, required, rowsOf } from './field.js'
import type { HttpResponse, ResponseHeaders } from './http.js'
import type { Microversion } from './microversion.js'
import { isSecretName } from './redact.js'
import type { AnyEndpoint } from './request.js'
import { struct } from './struct.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What is known of an answer beside its data. */
export interface Meta {
  /** `ServerAction.get` */
  readonly operation: string
  readonly status: number
  /** What an operator greps for. */
  readonly requestIds: ReadonlyArray<string>
  /** What was spoken; absent for services without microversions. */
  readonly microversion?: Microversion
  readonly headers: ResponseHeaders
}

/** Data with what is known of it. */
export interface Answer<A> {
  readonly data: A
  readonly meta: Meta
}

/** @internal A page as it was read: the items, and the links under which the service says how it goes on. */
export interface PageBody {
  readonly items: ReadonlyArray<unknown>
  readonly links?: unknown
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal */
export const metaOf = (
  operation: string,
  { headers, status }: HttpResponse,
  microversion: Microversion | undefined
): Meta => ({
  operation,
  status,
  requestIds: requestIdsOf(headers),
  headers,
  ...(microversion === undefined ? {} : { microversion })
})

/** @internal The data of a 2xx answer: a page for a listing, the item for the rest, `undefined` for nothing. */
export const dataOf = (endpoint: AnyEndpoint, response: HttpResponse): E.Either<DecodeError, unknown> => {
  const reader = readerOf(endpoint)
  if (reader === undefined) return E.right(undefined)
  const { answer } = endpoint
  const withHeaders = answer?.headers !== undefined
  if (response.text === '' && (answer?.optional === true || withHeaders)) {
    return withHeaders ? headerData(endpoint, answer, response, {}) : E.right(undefined)
  }
  const body = parse(response.text)
  if (E.isLeft(body)) return E.left(problem(endpoint, response, 'JSON', '', body.left))
  const decoded = decode(reader, body.right)
  if (E.isLeft(decoded)) return E.left(explained(endpoint, response, decoded.left))
  const data = (endpoint.list ?? answer)?.key === undefined ? decoded.right : (decoded.right as { item: unknown }).item
  if (endpoint.list !== undefined) return E.right(pageOf(endpoint.list, decoded.right, body.right))
  return answer !== undefined && withHeaders ? headerData(endpoint, answer, response, data) : E.right(data)
}

/** @internal The codec of a whole body, envelope included. */
export const readerOf = (endpoint: AnyEndpoint): t.Any | undefined => {
  const known = readers.get(endpoint)
  if (known !== undefined) return known
  const { answer, list } = endpoint
  const made = list === undefined ? (answer === undefined ? undefined : oneReader(answer)) : manyReader(list)
  if (made !== undefined) readers.set(endpoint, made)
  return made
}

const decode = (reader: t.Any, body: unknown): t.Validation<unknown> => {
  const value = decodesFast() ? fastOf(reader)(body) : Miss
  return value === Miss ? reader.decode(body) : E.right(value)
}

const readers = new WeakMap<AnyEndpoint, t.Any>()

// -------------------------------------------------------------------------------------
// bodies
// -------------------------------------------------------------------------------------

const oneReader = ({ codec, key }: AnswerSpec): t.Any =>
  key === undefined ? codec : struct('answer', { item: required(key, codec) })

const manyReader = ({ codec, item, key, paging }: ListSpec): t.Any => {
  const each = item === undefined ? codec : struct('item', { item: required(item, codec) })
  const items = t.readonlyArray(each)
  if (key === undefined) return items
  const linked = paging.by === 'marker' || (paging.by === 'next' && paging.links !== 'header')
  const rows = { items: required(key, items) }
  return linked ? struct('page', { ...rows, links: optional(paging.links, t.unknown) }) : struct('page', rows)
}

const pageOf = ({ item, key }: ListSpec, decoded: unknown, body: unknown): PageBody => {
  const page = (key === undefined ? { items: decoded } : decoded) as PageBody
  const items = item === undefined ? page.items : page.items.map((each) => (each as { readonly item: unknown }).item)
  return { items, links: isRecord(body) ? page.links : undefined }
}

/** Header attributes; of what comes as text, numbers, booleans and comma separated lists are read. */
const headerData = (
  endpoint: AnyEndpoint,
  { headers = {} }: AnswerSpec,
  response: HttpResponse,
  data: unknown
): E.Either<DecodeError, unknown> => {
  const output: Record<string, unknown> = { ...(isRecord(data) ? data : {}) }
  for (const { codec, name, presence, wire } of rowsOf(headers)) {
    const text = response.headers[wire.toLowerCase()]
    if (text === undefined && presence === 'optional') continue
    const decoded = codec.decode(codec === (commaSeparated as t.Any) || text === undefined ? text : readText(codec, text))
    if (E.isLeft(decoded)) return E.left(problem(endpoint, response, codec.name, wire, text ?? 'missing'))
    output[name] = decoded.right
  }
  return E.right(output)
}

const readText = (codec: t.Any, text: string): unknown => {
  if (tagOf(codec) === 'NumberType') return text.trim() === '' ? text : Number(text)
  if (tagOf(codec) === 'BooleanType') return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text
  return text
}

// -------------------------------------------------------------------------------------
// errors
// -------------------------------------------------------------------------------------

const parse = (text: string): E.Either<string, unknown> => {
  try {
    return E.right(JSON.parse(text))
  } catch {
    const start = text.trim().slice(0, 40).replace(/\s+/g, ' ')
    return E.left(text === '' ? 'empty' : `${start.startsWith('<') ? 'HTML' : 'other text'}: ${start}…`)
  }
}

const problem = (
  { name }: AnyEndpoint,
  { headers }: HttpResponse,
  expected: string,
  path: string,
  actual: string
): DecodeError => decodeError({ expected, path, actual, operation: name, requestIds: requestIdsOf(headers) })

/** The error that got deepest: of a union's complaints it is the one that comes nearest. */
const explained = (endpoint: AnyEndpoint, response: HttpResponse, errors: t.Errors): DecodeError => {
  const deepest = errors.reduce((a, b) => (b.context.length > a.context.length ? b : a))
  const last = deepest.context[deepest.context.length - 1]
  const secret = last !== undefined && isSecretName(last.key)
  const actual = secret && typeof deepest.value === 'string' ? 'another text' : shown(deepest.value)
  return problem(endpoint, response, last?.type.name ?? 'something else', pathOf(deepest.context), actual)
}

/** Where, in wire names; the numbers that io-ts gives to the members of a union say nothing and are left out. */
const pathOf = (context: t.Context): string =>
  context.slice(1).reduce((path, { key }, i) => {
    const parent = context[i]?.type as t.Any | undefined
    const kind = parent === undefined ? '' : tagOf(parent)
    if (kind === 'UnionType' || kind === 'IntersectionType') return path
    if (/ArrayType$/.test(kind)) return `${path}[${key}]`
    return path === '' ? key : `${path}.${key}`
  }, '')

const shown = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (isRecord(value)) return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
