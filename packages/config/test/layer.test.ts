import * as fc from 'fast-check'

import { layer, mergeLayers, spokenOnly } from '../src/layer.js'
import { type ConfigRecord, recordAt } from '../src/record.js'

const key = fc.constantFrom(
  'username',
  'user_id',
  'project_id',
  'project_name',
  'tenant_name',
  'password',
  'interface',
  'region-name'
)
const written: fc.Arbitrary<ConfigRecord> = fc
  .record({
    beside: fc.dictionary(key, fc.string({ minLength: 1 })),
    auth: fc.dictionary(key, fc.string({ minLength: 1 }))
  })
  .map(({ auth, beside }) => ({ ...beside, auth }))

describe('layer', () => {
  it('has nothing to do twice', () => {
    fc.assert(fc.property(written, (record) => expect(layer(layer(record))).toEqual(layer(record))))
  })

  it('speaks today’s words', () => {
    const record = layer({
      'auth-plugin': 'token',
      'endpoint-type': 'internal',
      volume_endpoint_type: 'admin',
      glance_timeout: 3
    })
    expect(record).toEqual({
      auth_type: 'token',
      interface: 'internal',
      volume_interface: 'admin',
      api_timeout: 3,
      auth: {}
    })
  })

  it('lets a new name win over its old one', () => {
    expect(layer({ auth_plugin: 'old', auth_type: 'new', tenant_id: 'old', project_id: 'new' })).toEqual({
      auth_type: 'new',
      auth: { project_id: 'new' }
    })
  })
})

describe('mergeLayers', () => {
  it('lets the last layer have its say, key by key', () => {
    fc.assert(
      fc.property(fc.array(written), written, (lower, last) => {
        const top = layer(last)
        const merged = mergeLayers([...lower.map(layer), top])
        expect(recordAt(merged, 'auth')).toMatchObject(recordAt(top, 'auth'))
        expect({ ...merged, auth: 0 }).toMatchObject({ ...top, auth: 0 })
      })
    )
  })

  it('takes a layer without words for nothing', () => {
    fc.assert(
      fc.property(written, (record) =>
        expect(
          mergeLayers([layer(record), layer(spokenOnly({ interface: null, auth: { username: undefined } }))])
        ).toEqual(mergeLayers([layer(record)]))
      )
    )
  })

  it('leaves no second name of what the last layer says', () => {
    const merged = mergeLayers([layer({ auth: { project_id: 'p', user_id: 'u' } }), layer({ project_name: 'n' })])
    expect(merged).toEqual({ auth: { project_name: 'n', user_id: 'u' } })
  })
})
