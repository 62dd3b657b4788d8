/**
 * Keystone's v3 API, from an auth URL that may or may not say so.
 *
 * @since 0.1.0
 */
import { configError, type OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Discovery } from './discovery.js'
import { locate } from './place.js'
import type { Question } from './single-flight.js'

/**
 * A URL that ends in `/v3` is taken at its word. Any other is asked for its versions, once; where it does not tell,
 * `/v3` is put at its end, and signing in will show whether that was right.
 */
export const identityUrl = (authUrl: string, discover: Discovery): Question<string> => {
  let known: E.Either<OpenStackError, string> | undefined
  return async (signal) => {
    if (known !== undefined) return known
    if (authUrl === '')
      return E.left(configError({ message: 'Signing in to Keystone needs an auth URL', key: 'auth_url' }))
    const service = 'identity'
    const place = await locate(authUrl, { service, major: 3, project: undefined, discover, signal })
    if (E.isRight(place)) known = E.right(place.right.endpoint)
    else if (place.left._tag === 'TransportError' || place.left._tag === 'ConfigError') return place
    return known ?? E.right(`${authUrl.replace(/\/+(v2\.0\/*)?$/, '')}/v3`)
  }
}
