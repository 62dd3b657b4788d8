/**
 * What the compiler says of what is not allowed, in its last line: the one that people read.
 */
import { diagnosticsOf } from './type-check.js'

const given = `import { type Call, type Cloud, create, get, list, required, resource } from '@openstack-ts/core'
import { compute, ServerAction } from '@openstack-ts/compute'
import * as t from 'io-ts'
declare const cloud: Cloud<'compute'>
declare const computeThenNetwork: Call<'compute' | 'network', void>
const nova = compute(cloud)
`

const mistakes: ReadonlyArray<readonly [string, string]> = [
  ['create(ServerAction)', "Property 'create' is missing in type"],
  ["nova.serverActions.create({ serverId: 's' })", "Property 'create' does not exist on type"],
  ["get(ServerAction)({ requestId: 'r' })", "Property 'serverId' is missing in type '{ requestId: string; }'"],
  ["list(ServerAction)({ serverId: 's', status: 'ERROR' })", "and 'status' does not exist in type"],
  ['computeThenNetwork(cloud)', `Property 'network' is missing in type 'Cloud<"compute">'`],
  [
    "resource({ name: 'R', service: 'compute', path: '/r', keys: {}, id: 'uuid', operations: {}, fields: { id: required('id', t.string) } })",
    `Property 'uuid' is missing in type '{ id: Field<string, "required">; }'`
  ]
]

test('each mistake is said in a line that names what is wrong', () => {
  const texts = mistakes.map(([mistake], i) => ({ name: `mistake-${i}.ts`, text: `${given}${mistake}\nexport {}\n` }))
  const said = diagnosticsOf(texts)
  expect(said).toHaveLength(mistakes.length)
  const lines = said.map((message) => message.split('\n').at(-1) ?? '')
  expect(lines.map((line, i) => [i, line.includes(mistakes[i]?.[1] ?? '') ? 'said' : line])).toEqual(
    mistakes.map((_, i) => [i, 'said'])
  )
}, 120_000)
