/**
 * What Keystone says when it gives no token: why, and what more it wants.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#multi-factor-authentication
 * @since 0.1.0
 */
import {
  authError,
  httpError,
  type HttpRequest,
  type HttpResponse,
  type OpenStackError,
  requestIdsOf,
  strike
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { readJson } from './json.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const ErrorAnswer = t.type({ error: t.partial({ message: t.string, title: t.string }) })

const ReceiptAnswer = t.type({ required_auth_methods: t.readonlyArray(t.readonlyArray(t.string)) })
const ReceiptMethods = t.type({ receipt: t.type({ methods: t.readonlyArray(t.string) }) })

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/**
 * The receipt of a sign-in that lacked a method, for `continueWith`; it is kept out of every print of the error.
 */
export const receiptOf = (error: OpenStackError): string | undefined => {
  const receipt: unknown = Reflect.get(error, receiptKey)
  return typeof receipt === 'string' ? receipt : undefined
}

/** The error of an answer without a token. */
export const refusal = (
  response: HttpResponse,
  request: HttpRequest,
  proof: { readonly name: string; readonly secrets: ReadonlyArray<string> }
): OpenStackError => {
  const { headers, status, text } = response
  const requestIds = requestIdsOf(headers)
  const receipt = headers['openstack-auth-receipt']
  if (status === 401 && receipt !== undefined && receipt !== '') return moreWanted(receipt, text, requestIds)
  const detail = wordsOf(text, proof.secrets)
  if (status >= 500 || status === 429) {
    const { context, method, url } = request
    const route = context?.route ?? ''
    const facts = { status, service: 'identity', operation: 'auth', method, route, path: pathOf(url), requestIds }
    return httpError(detail === undefined ? facts : { ...facts, detail })
  }
  const said = detail === undefined ? '' : `: ${detail}`
  const message =
    (status === 404 && !/token/i.test(said)) || (status >= 300 && status < 400)
      ? `No Keystone v3 answers at ${request.url} (status ${status})${said}; check the auth URL`
      : `Keystone refused the sign-in by ${proof.name} (status ${status})${said}`
  return authError({ message, status, requestIds })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const receiptKey = Symbol.for('@openstack-ts/identity/receipt')

const moreWanted = (receipt: string, text: string, requestIds: ReadonlyArray<string>): OpenStackError => {
  const facts = { expected: 'a receipt', operation: 'the sign-in', requestIds }
  const wanted = E.getOrElseW(() => ({ required_auth_methods: [] }))(readJson(ReceiptAnswer, text, facts))
  const given = E.getOrElseW(() => ({ receipt: { methods: [] } }))(readJson(ReceiptMethods, text, facts))
  const shown: ReadonlyArray<string> = given.receipt.methods
  const missing = wanted.required_auth_methods.map((rule) => rule.filter((method) => !shown.includes(method)))
  const message =
    `Keystone wants more than ${shown.join(' and ') || 'was shown'} to sign in` +
    (missing.length === 0 ? '' : `: also ${missing.map((rule) => rule.join(' and ')).join(', or ')}`)
  const error = authError({ message, status: 401, requestIds, missing })
  return Object.defineProperty(error, receiptKey, { value: receipt, enumerable: false })
}

const pathOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? ''

/** What Keystone says of its refusal, without what it was told. */
const wordsOf = (text: string, secrets: ReadonlyArray<string>): string | undefined => {
  const facts = { expected: 'a fault', operation: 'the sign-in', requestIds: [] }
  const decoded = readJson(ErrorAnswer, text, facts)
  if (E.isLeft(decoded)) return undefined
  const words = decoded.right.error.message ?? decoded.right.error.title
  return words === undefined ? undefined : strike(words, secrets).slice(0, 300)
}
