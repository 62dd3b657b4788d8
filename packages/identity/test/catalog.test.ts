import { serviceAliases, serviceNames } from '@openstack-ts/core'
import { left, right } from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { type Catalog, findEndpoint } from '../src/catalog.js'
import { endpoint } from './scripted.js'

const find = (catalog: Catalog, serviceType: string, more: object = {}) =>
  findEndpoint(catalog, { serviceType, interfaces: ['public'], ...more })

const aliases = Object.entries(serviceAliases).flatMap(([type, all]) => all.map((alias) => ({ type, alias })))

describe('names', () => {
  test('a service is found under any of its aliases, and the alias finds the official name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...aliases), ({ alias, type }) => {
        expect(find([endpoint(alias, 'http://x')], type)).toEqual(right('http://x'))
        expect(find([endpoint(type, 'http://x')], alias)).toEqual(right('http://x'))
      })
    )
  })

  test('an alias never stands for another alias', () => {
    fc.assert(
      fc.property(fc.constantFrom(...aliases), fc.constantFrom(...aliases), (one, other) => {
        fc.pre(one.alias !== other.alias)
        expect(find([endpoint(one.alias, 'http://x')], other.alias)._tag).toBe('Left')
      })
    )
  })

  test('the official name wins over aliases, and the newer alias over the older, in whatever order they stand', () => {
    const order = ['block-storage', 'volumev3', 'volumev2', 'volume', 'block-store']
    expect(serviceNames('block-storage')).toEqual(order)
    fc.assert(
      fc.property(fc.shuffledSubarray(order, { minLength: 1 }), (present) => {
        const best = order.find((name) => present.includes(name))
        const catalog = present.map((name) => endpoint(name, `http://${name}`))
        expect(find(catalog, 'block-storage')).toEqual(right(`http://${best}`))
      })
    )
  })

  test('an unknown type is found under its own name only', () => {
    expect(serviceNames('object-storage')).toEqual(['object-storage'])
  })
})

describe('interfaces, regions, names', () => {
  const catalog: Catalog = [
    {
      type: 'compute',
      name: 'nova',
      endpoints: [
        { interface: 'internal', region_id: 'one', url: 'http://internal.one' },
        { interface: 'publicURL', region: 'two', url: 'http://public.two' },
        { interface: 'public', region_id: 'one', url: 'http://public.one' },
        { interface: 'admin', region_id: 'one', url: null }
      ]
    },
    { type: 'compute', name: 'nova-next', endpoints: [{ interface: 'public', region: 'one', url: 'http://next' }] }
  ]

  test('the first interface that is there, in the order of preference', () => {
    const interfaces = ['admin', 'internal', 'public']
    expect(find(catalog, 'compute', { interfaces })).toEqual(right('http://internal.one'))
  })

  test('the region, under either of its names', () => {
    expect(find(catalog, 'compute', { region: 'one' })).toEqual(right('http://public.one'))
    expect(find(catalog, 'compute', { region: 'two' })).toEqual(right('http://public.two'))
  })

  test('the service name, where two are of one type', () => {
    expect(find(catalog, 'compute', { serviceName: 'nova-next' })).toEqual(right('http://next'))
  })

  test('what is not there: the error says what is', () => {
    expect(find(catalog, 'image', { interfaces: ['internal', 'public'], region: 'three' })).toEqual(
      left({
        _tag: 'EndpointNotFound',
        message:
          'The catalog has no internal or public endpoint of image in region three; it has compute internal one, ' +
          'compute public two, compute public one, compute admin one',
        service: 'image',
        interfaces: ['internal', 'public'],
        region: 'three',
        available: ['compute internal one', 'compute public two', 'compute public one', 'compute admin one']
      })
    )
    expect(find([], 'image')).toMatchObject({ left: { message: expect.stringContaining('it has nothing') } })
  })
})
