/**
 * The global request id: one name for all that a program asks of several services, in the logs of each.
 *
 * @see https://specs.openstack.org/openstack/oslo-specs/specs/pike/global-req-id.html
 * @since 0.1.0
 */
import { type RequestError, requestError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

/** As given, or a new one where `true` asks for it. Services drop one of another form without a word. */
export const globalRequestIdOf = (given: string | true | undefined): E.Either<RequestError, string | undefined> => {
  if (given === true) return E.right(`req-${uuid()}`)
  if (given === undefined || form.test(given)) return E.right(given)
  const message = `globalRequestId should be \`req-\` and a UUID in lower case, or true to have one made, not ${JSON.stringify(given.slice(0, 60))}`
  return E.left(requestError({ message, operation: 'connect', parameter: 'globalRequestId' }))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const form = /^req-[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** `crypto.randomUUID` is missing where a page came over http:. */
const uuid = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[Number(`0x${hex[16]}`) % 4]
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20)
  ].join('-')
}
