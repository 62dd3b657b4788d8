/**
 * The schemas by which Nova 26.2 judges requests, of what the contract has none: `test-cloud/nova_schemas.py` wrote them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Microversion } from '@openstack-ts/core'

import { corrected, type Reality } from '../contract/json-schema.js'

/** A schema of an operation's body or query between two microversions, both included. */
export interface NovaSchema {
  readonly operation: string
  readonly kind: 'request' | 'query'
  readonly min: Microversion
  readonly max: Microversion
  readonly schema: unknown
}

/** As Nova 26 has them. */
export const asWritten: ReadonlyArray<NovaSchema> = readFileSync(join(__dirname, 'nova-26-schemas.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as NovaSchema)

const ids = { type: 'array', items: { type: 'string', format: 'uuid' } }

/** Where Nova 26 says what is not so, or no longer. */
export const novaRealities: ReadonlyArray<Reality> = [
  {
    file: /^POST \/servers$/,
    property: 'group',
    schema: { oneOf: [ids, ids.items] },
    why: "Nova 26 takes one group; today's takes several, at every microversion"
  },
  {
    file: /^PUT \/os-quota-sets/,
    property: 'type',
    schema: {},
    why: 'the type of the body stands among its properties, where it is no schema'
  }
]

export const novaSchemas: ReadonlyArray<NovaSchema> = asWritten.map((one) => ({
  ...one,
  schema: corrected(
    one.schema,
    novaRealities.filter(({ file }) => file.test(one.operation))
  )
}))
