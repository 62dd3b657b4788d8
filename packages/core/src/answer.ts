/**
 * From what a service answered to data, with what there is to know about the answer at hand.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isRecord } from './codec.js'
import { decodesFast, fastOf } from './decoding.js'
import type { AnswerSpec, ListSpec } from './endpoint.js'
import type { DecodeError } from './error.js'
import { Miss } from './fast.js'
import { requestIdsOf } from './fault.js'
import { type Fields, optional, required, rowsOf } from './field.js'
import type { HttpResponse, ResponseHeaders } from './http.js'
import { kindOf } from './kind.js'
import type { Microversion } from './microversion.js'
import type { AnyEndpoint } from './request.js'
import { struct } from './struct.js'
import { explainMismatch, explainText, explainValue } from './unreadable.js'

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

/** @internal An answer with what is known of it. */
export const readAnswer = (
  endpoint: AnyEndpoint,
  response: HttpResponse,
  microversion: Microversion | undefined
): E.Either<DecodeError, Answer<unknown>> => {
  const data = dataOf(endpoint, response)
  if (E.isLeft(data)) return data
  const { headers, status } = response
  const meta = { operation: endpoint.name, status, requestIds: requestIdsOf(headers), headers }
  // In this order, for adding to a spread costs more than all the rest.
  return E.right({ data: data.right, meta: microversion === undefined ? meta : { microversion, ...meta } })
}

/** @internal The items alone, or the item. */
export const readItems = (endpoint: AnyEndpoint, response: HttpResponse): E.Either<DecodeError, unknown> => {
  const data = dataOf(endpoint, response)
  return endpoint.list === undefined || E.isLeft(data) ? data : E.right((data.right as PageBody).items)
}

/** @internal The data of a 2xx answer: a page for a listing, the item for the rest, `undefined` for nothing. */
export const dataOf = (endpoint: AnyEndpoint, response: HttpResponse): E.Either<DecodeError, unknown> => {
  const reader = readerOf(endpoint)
  if (reader === undefined) return E.right(undefined)
  const { answer, list } = endpoint
  const headers = answer?.headers
  if (response.text === '' && headers !== undefined) return headerData({ endpoint, response }, headers, {})
  if (response.text === '' && answer?.optional === true) return E.right(undefined)
  const body = parse(response.text)
  if (body === unreadable) return E.left(explainText({ endpoint, response }))
  const decoded = decode(reader, body)
  if (E.isLeft(decoded)) return E.left(explainMismatch({ endpoint, response }, decoded.left))
  if (list !== undefined) return E.right(pageOf(list, decoded.right))
  const data = answer?.key === undefined ? decoded.right : (decoded.right as Enveloped).item
  return headers === undefined ? E.right(data) : headerData({ endpoint, response }, headers, data)
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

const readers = new WeakMap<AnyEndpoint, t.Any>()

// -------------------------------------------------------------------------------------
// bodies
// -------------------------------------------------------------------------------------

interface Enveloped {
  readonly item: unknown
}

const oneReader = ({ codec, key }: AnswerSpec): t.Any =>
  key === undefined ? codec : struct('answer', { item: required(key, codec) })

const manyReader = ({ codec, item, key, paging }: ListSpec): t.Any => {
  const each = item === undefined ? codec : struct('item', { item: required(item, codec) })
  const items = t.readonlyArray(each)
  if (key === undefined) return items
  const links = paging.by === 'marker' || paging.by === 'next' ? paging.links : undefined
  const rows = { items: required(key, items) }
  return links === undefined ? struct('page', rows) : struct('page', { ...rows, links: optional(links, t.unknown) })
}

const pageOf = ({ item, key }: ListSpec, decoded: unknown): PageBody => {
  const page = (key === undefined ? { items: decoded } : decoded) as PageBody
  return item === undefined ? page : { ...page, items: page.items.map((each) => (each as Enveloped).item) }
}

const unreadable = Symbol('not JSON')

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return unreadable
  }
}

const decode = (reader: t.Any, body: unknown): t.Validation<unknown> => {
  const value = decodesFast() ? fastOf(reader)(body) : Miss
  return value === Miss ? reader.decode(body) : E.right(value)
}

// -------------------------------------------------------------------------------------
// headers
// -------------------------------------------------------------------------------------

/** The data with its header attributes: numbers and booleans come as text. */
const headerData = (
  read: { readonly endpoint: AnyEndpoint; readonly response: HttpResponse },
  headers: Fields,
  data: unknown
): E.Either<DecodeError, unknown> => {
  const output: Record<string, unknown> = isRecord(data) ? { ...data } : {}
  for (const { codec, name, presence, wire } of rowsOf(headers)) {
    const text = read.response.headers[wire.toLowerCase()]
    if (text === undefined && presence === 'optional') continue
    const decoded = codec.decode(text === undefined ? text : valueOf(codec, text))
    if (E.isLeft(decoded)) return E.left(explainValue(read, { expected: codec.name, path: wire, value: text }))
    output[name] = decoded.right
  }
  return E.right(output)
}

const valueOf = (codec: t.Any, text: string): unknown => {
  const { _tag } = kindOf(codec)
  if ((_tag === 'number' || /^Int(eger)?$/.test(codec.name)) && text.trim() !== '') {
    const number = Number(text)
    return Number.isNaN(number) ? text : number
  }
  if (_tag === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return text
}
