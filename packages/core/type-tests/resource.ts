import * as t from 'io-ts'

import {
  always,
  call,
  endpoints,
  type Fields,
  openString,
  type OpenString,
  optional,
  type Page,
  required,
  resource,
  type ServiceType,
  since,
  struct
} from '../src/index.js'
import { Action, type Action as Item, Network, type Step } from './actions.js'

const fields = { id: required('id', t.string) } satisfies Fields
const base = {
  name: 'Thing',
  service: 'compute',
  path: '/things',
  keys: {},
  operations: { get: 'GET' },
  fields
} as const

// The id is one of the rows, and always there.
resource({ ...base, id: 'id' })
// @ts-expect-error there is no row called uuid
resource({ ...base, id: 'uuid' })
// @ts-expect-error an id that may be absent finds nothing
resource({ ...base, id: 'id', fields: { id: optional('id', t.string) } })

// So is what people call it, as far as it is declared.
resource({ ...base, id: 'id', find: { field: 'id' } })
// @ts-expect-error there is no row called hostname
resource({ ...base, id: 'id', find: { field: 'hostname' } })

// An operation says what means something there.
const rest = { name: 'more', codec: t.string } as const
resource({ ...base, id: 'id', operations: { list: { method: 'GET', query: { colour: optional('c', t.string) } } } })
// @ts-expect-error a listing answers items
resource({ ...base, id: 'id', operations: { list: { method: 'GET', answer: null } } })
// @ts-expect-error nothing is sent
resource({ ...base, id: 'id', operations: { get: { method: 'GET', input: fields } } })
// @ts-expect-error nothing is sent
resource({ ...base, id: 'id', operations: { remove: { method: 'DELETE', rest } } })
// @ts-expect-error there is nothing to patch yet
resource({ ...base, id: 'id', operations: { create: { method: 'POST', patch: 'application/json-patch+json' } } })
// @ts-expect-error a patch is made of what comes back
resource({ ...base, id: 'id', operations: { update: { method: 'PATCH', patch: 'x/y', input: fields } } })

// Filters are the resource's and the operation's own.
const Filtered = resource({
  ...base,
  id: 'id',
  query: { limit: optional('limit', t.Integer) },
  operations: { list: { method: 'GET', query: { colour: required('c', t.string) } } }
})
call(Filtered.endpoints.list)({ limit: 5, colour: 'red' })
// @ts-expect-error the colour is wanted
call(Filtered.endpoints.list)({ limit: 5 })

// Open names have the type of their codec.
const Tagged = resource({
  ...base,
  id: 'id',
  queryRest: { name: 'properties', prefix: 'property-', codec: t.string },
  operations: { list: 'GET' }
})
call(Tagged.endpoints.list)({ properties: { os: 'x' } })
call(Tagged.endpoints.list)({})
// @ts-expect-error the properties are texts
call(Tagged.endpoints.list)({ properties: { os: 5 } })

// By PUT, callers choose the id; an id that is a number here may be said as one.
const Numbered = resource({
  ...base,
  path: '/places/{placeId}/things',
  id: 'id',
  address: 'thingId',
  operations: { get: 'GET', create: 'PUT', remove: { method: 'DELETE', path: '/old/{placeId}/{thingId}' } },
  input: { colour: required('c', t.string) },
  fields: { id: required('id', t.union([t.number, t.string])) }
})
call(Numbered.endpoints.create)({ placeId: 'p', thingId: 5, colour: 'red' })
call(Numbered.endpoints.get)({ placeId: 'p', thingId: '5' })
call(Numbered.endpoints.remove)({ placeId: 'p', thingId: 5 })
// @ts-expect-error which one is to be said
call(Numbered.endpoints.create)({ placeId: 'p', colour: 'red' })
// @ts-expect-error the place is known by a text
call(Numbered.endpoints.get)({ placeId: 5, thingId: 5 })
const numbers = endpoints(
  { name: 'Thing', service: 'compute', method: 'GET', path: '/places/{placeId}/things/{thingId}', numbers: 'thingId' },
  { show: {}, hide: { under: '/{why}' } }
)
call(numbers.show)({ placeId: 'p', thingId: 5 })
call(numbers.hide)({ placeId: 'p', thingId: 5, why: 'w' })
// @ts-expect-error why is a text
call(numbers.hide)({ placeId: 'p', thingId: 5, why: 5 })

// Services are those of the authority, microversions text, verbs the ordinary ones.
// @ts-expect-error nova is a project; the service is compute
resource({ ...base, id: 'id', service: 'nova' })
// @ts-expect-error a version is text
resource({ ...base, id: 'id', microversion: 2.1 })
// @ts-expect-error there is no such method
resource({ ...base, id: 'id', operations: { get: 'FETCH' } })
// @ts-expect-error a version is two numbers
since('latest', 'x', t.string)

// Items are read-only, and have the names of the declaration.
declare const action: Item
declare const step: t.TypeOf<typeof Step>
const [event, host]: readonly [string, string | undefined] = [step.event, step.host]
void [event, host]
// @ts-expect-error items do not change
action.requestId = 'x'
// @ts-expect-error nor what is in them
step.event = 'x'
// @ts-expect-error the wire's name is the declaration's business
void action.request_id
// @ts-expect-error absent is absent, not undefined
const odd: Item = { ...action, steps: undefined }
void odd

// A declaration is data that does not change either.
const path: '/networks' = Network.path
void path
// @ts-expect-error declarations are read-only
Action.path = '/elsewhere'

// Rows that are always sent are nobody's business.
const consoles = endpoints(
  { name: 'Server', service: 'compute', method: 'POST', path: '/servers/{serverId}/remote-consoles' },
  { vnc: { body: { fields: { protocol: always('protocol', 'vnc'), kind: required('type', t.string) } } } }
)
call(consoles.vnc)({ serverId: 's', kind: 'novnc' })
// @ts-expect-error the protocol is what it is
call(consoles.vnc)({ serverId: 's', kind: 'novnc', protocol: 'spice' })

// Known texts complete; younger ones are taken too.
const status: OpenString<'ACTIVE' | 'ERROR'> = 'YOUNGER'
void status
const Status = openString('ACTIVE', 'ERROR')
// @ts-expect-error any text, but text
const wrong: t.TypeOf<typeof Status> = 5
void wrong

// What is kept of the rest has its codec's type.
const Open = struct('Open', fields, { name: 'properties', codec: t.string })
declare const open: t.TypeOf<typeof Open>
const kept: string | undefined = open.properties['os_distro']
void kept
// @ts-expect-error the properties are texts
const number: number | undefined = open.properties['os_distro']
void number

// A patch takes the item before and after, the rest included.
const Image = resource({
  ...base,
  id: 'id',
  operations: { update: { method: 'PATCH', patch: 'application/json-patch+json' } },
  rest: { name: 'properties', codec: t.string }
})
call(Image.endpoints.update)({
  id: 'i',
  before: { id: 'i', properties: {} },
  after: { id: 'i', properties: { a: 'b' } }
})
// @ts-expect-error there is nothing to compare with
call(Image.endpoints.update)({ id: 'i', after: { id: 'i', properties: {} } })
// @ts-expect-error the properties are texts
call(Image.endpoints.update)({ id: 'i', before: { id: 'i', properties: {} }, after: { id: 'i', properties: { a: 1 } } })

// Pages are read-only.
declare const page: Page<ServiceType, Item>
void page.items[0]?.action
// @ts-expect-error a page does not change
page.items.push(action)
