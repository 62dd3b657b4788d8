/**
 * The documents in which Nova says which versions it speaks.
 *
 * @see https://docs.openstack.org/api-ref/compute/#api-versions
 * @since 0.1.0
 */
import type { NovaSettings } from './nova-call.js'
import { jsonAnswer, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** At the root: without signing in, without request ids. */
export const versionsDocument = (request: WireRequest, settings: NovaSettings): WireAnswer =>
  jsonAnswer(200, { versions: [legacy(request), current(request, settings)] })

/** At `/v2.1`. */
export const versionDocument = (request: WireRequest, settings: NovaSettings): WireAnswer => {
  const { links, ...facts } = current(request, settings)
  const described = { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' }
  const media = [{ base: 'application/json', type: 'application/vnd.openstack.compute+json;version=2.1' }]
  return jsonAnswer(200, { version: { ...facts, links: [...links, described], 'media-types': media } })
}

/** Anything unknown below the root: a mistyped endpoint is told where to go. */
export const choices = ({ url }: WireRequest, path: string): WireAnswer =>
  jsonAnswer(300, {
    choices: ['v2', 'v2.1'].map((version) => ({
      id: version === 'v2' ? 'v2.0' : version,
      status: version === 'v2' ? 'SUPPORTED' : 'CURRENT',
      links: [{ rel: 'self', href: `${url.origin}/compute/${version}${path}` }],
      'media-types': [
        { base: 'application/json', type: `application/vnd.openstack.compute+json;version=${version.slice(1)}` }
      ]
    }))
  })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const legacy = ({ url }: WireRequest) => ({
  id: 'v2.0',
  status: 'SUPPORTED',
  version: '',
  min_version: '',
  updated: '2011-01-21T11:33:21Z',
  links: [{ rel: 'self', href: `${url.origin}/compute/v2/` }]
})

const current = ({ url }: WireRequest, { max, min }: NovaSettings) => ({
  id: 'v2.1',
  status: 'CURRENT',
  version: max,
  min_version: min,
  updated: '2013-07-23T11:33:21Z',
  links: [{ rel: 'self', href: `${url.origin}/compute/v2.1/` }]
})
