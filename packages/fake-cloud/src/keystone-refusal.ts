/**
 * The ways in which Keystone says no.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import { jsonAnswer, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found'
}

export const refusal = (code: number, message: string, headers = {}): WireAnswer =>
  jsonAnswer(code, { error: { code, message, title: titles[code] ?? 'Error' } }, headers)

export const unauthorized = (request: WireRequest): WireAnswer =>
  refusal(401, 'The request you have made requires authentication.', {
    'www-authenticate': `Keystone uri="${request.url.origin}/identity/v3"`
  })

export const forbidden = (rule: string): WireAnswer =>
  refusal(403, `You are not authorized to perform the requested action: ${rule}.`)

export const missing = (kind: string, id: string): WireAnswer => refusal(404, `Could not find ${kind}: ${id}.`)

export const notFound = ({ url }: WireRequest): string =>
  `The requested URL ${url.pathname} was not found on the server.`
