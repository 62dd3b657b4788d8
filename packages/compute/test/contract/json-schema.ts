/**
 * Nova's schemas at work: instances of them, and what they think of ours.
 */
import { timestamp } from '@openstack-ts/testing'
import * as fc from 'fast-check'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Schema {
  readonly [keyword: string]: unknown
}

/** What is so, where a schema says otherwise or nothing: at a property, of the schemas whose file begins so. */
export interface Reality {
  readonly file: RegExp
  readonly property: string
  readonly schema: Schema
  readonly why: string
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** A schema with what is known better put right. */
export const corrected = (schema: unknown, realities: ReadonlyArray<Reality>): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => corrected(one, realities))
  if (!isSchema(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword !== 'properties' || !isSchema(value)) return [keyword, corrected(value, realities)]
      const properties = Object.entries(value).map(([name, inner]) => {
        const real = realities.find(({ property }) => property === name)
        return [name, real === undefined ? corrected(inner, realities) : real.schema]
      })
      return [keyword, Object.fromEntries(properties)]
    })
  )
}

/** What types can say of a schema: kinds and names; not lengths, bounds and patterns, nor that one of some is wanted. */
export const structural = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(structural)
  if (!isSchema(schema)) return schema
  const { patternProperties, ...rest } = schema
  const kept = Object.entries(rest).filter(([keyword, value]) => !beyondTypes.includes(keyword) && !isOneOfSome(value))
  // What only lengths or formats tell apart is no longer exactly one.
  const out: Record<string, unknown> = Object.fromEntries(
    kept.map(([keyword, value]) =>
      keyword === 'properties' && isSchema(value)
        ? [keyword, Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, structural(inner)]))]
        : [
            keyword === 'oneOf' ? 'anyOf' : keyword,
            keyword === 'enum' || keyword === 'const' || keyword === 'required' ? value : structural(value)
          ]
    )
  )
  if (isSchema(patternProperties))
    out['additionalProperties'] = { anyOf: Object.values(patternProperties).map(structural) }
  return out
}

/** JSON that a schema takes. */
export const instanceOf = (schema: unknown, patterns: Readonly<Record<string, string>>): fc.Arbitrary<unknown> => {
  if (!isSchema(schema)) return fc.jsonValue({ maxDepth: 1 })
  const choices = [schema['oneOf'], schema['anyOf']].find((list) => Array.isArray(list))
  const inside = (inner: unknown): fc.Arbitrary<unknown> => instanceOf(inner, patterns)
  if (Array.isArray(choices)) {
    const { anyOf: _any, oneOf: _one, ...common } = schema
    return fc.oneof(...choices.map((choice) => inside(isSchema(choice) ? { ...common, ...choice } : choice)))
  }
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as ReadonlyArray<unknown>))
  if ('const' in schema) return fc.constant(schema['const'])
  return fc.oneof(...typesOf(schema).map((type) => ofType(type, schema, { patterns, inside })))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** `minProperties` and the like count; a caller who counts wrong is told so by Nova. */
const beyondTypes: ReadonlyArray<string> = [
  '$schema',
  'title',
  'description',
  'x-nova-schema',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'additionalItems',
  'minProperties',
  'maxProperties'
]

/** `anyOf` and the like that only say which properties are wanted. */
const isOneOfSome = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => isSchema(one) && Object.keys(one).every((keyword) => keyword === 'required'))

const isSchema = (u: unknown): u is Schema => typeof u === 'object' && u !== null && !Array.isArray(u)

const typesOf = (schema: Schema): ReadonlyArray<string> => {
  const { type } = schema
  if (Array.isArray(type)) return type as ReadonlyArray<string>
  if (typeof type === 'string') return [type]
  if ('properties' in schema || 'patternProperties' in schema) return ['object']
  return 'items' in schema ? ['array'] : ['anything']
}

interface Tools {
  readonly patterns: Readonly<Record<string, string>>
  readonly inside: (schema: unknown) => fc.Arbitrary<unknown>
}

const ofType = (type: string, schema: Schema, tools: Tools): fc.Arbitrary<unknown> => {
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? -1), max: Number(schema['maximum'] ?? 2 ** 31 - 1) })
    case 'number':
      return fc.double({ min: Number(schema['minimum'] ?? 0), max: 1e6, noNaN: true }).map((n) => (n === 0 ? 0 : n))
    case 'string':
      return textOf(schema, tools.patterns)
    case 'array':
      return listOf(schema, tools)
    case 'object':
      return objectOf(schema, tools)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

const uuid = fc.uuid({ version: 4 })

const formats: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'date-time': timestamp,
  uuid,
  uri: fc.webUrl(),
  url: fc.webUrl(),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6(),
  'mac-address': fc.constant('fa:16:3e:4c:2c:30'),
  base64: fc.constantFrom('', 'aGVsbG8=')
}

const textOf = (
  { format, maxLength, minLength, pattern }: Schema,
  patterns: Tools['patterns']
): fc.Arbitrary<unknown> => {
  const known = typeof format === 'string' ? formats[format] : undefined
  if (known !== undefined) return known
  const length = { minLength: Number(minLength ?? 0), maxLength: Math.min(Number(maxLength ?? 40), 40) }
  if (typeof pattern !== 'string') return fc.string(length)
  const short = /^\^\[(.|\n)*\](\*|\+|\{.*\})\$$/.test(pattern)
  return short && pattern.length > 100
    ? fc.string({ ...length, minLength: Math.max(1, length.minLength) })
    : fc.stringMatching(new RegExp(patterns[pattern] ?? pattern, 'u'))
}

const listOf = (
  { items, maxItems, minItems, prefixItems, uniqueItems }: Schema,
  tools: Tools
): fc.Arbitrary<unknown> => {
  if (Array.isArray(prefixItems)) return fc.tuple(...prefixItems.map(tools.inside))
  const length = {
    minLength: Number(minItems ?? 0),
    maxLength: Math.max(Number(minItems ?? 0), Math.min(Number(maxItems ?? 3), 3))
  }
  if (length.maxLength === 0) return fc.constant([])
  const item = tools.inside(items)
  const distinct = { ...length, comparator: (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b) }
  return uniqueItems === true ? fc.uniqueArray(item, distinct) : fc.array(item, length)
}

const objectOf = (schema: Schema, tools: Tools): fc.Arbitrary<unknown> => {
  const { additionalProperties, patternProperties, properties, required } = schema
  const known = Object.entries(isSchema(properties) ? properties : {}).map(([name, inner]) => [
    name,
    tools.inside(inner)
  ])
  const table = fc.record(Object.fromEntries(known) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: Array.isArray(required)
      ? (required as Array<string>).filter((name) => isSchema(properties) && name in properties)
      : [],
    noNullPrototype: true
  })
  const others = isSchema(patternProperties)
    ? Object.entries(patternProperties).map(([pattern, inner]) => dictionaryOf(pattern, inner, tools))
    : isSchema(additionalProperties)
      ? [dictionaryOf('^[a-z]{1,8}$', additionalProperties, tools)]
      : []
  return fc.tuple(table, ...others).map((parts) => Object.assign({}, ...parts.toReversed()) as unknown)
}

const dictionaryOf = (pattern: string, inner: unknown, { inside, patterns }: Tools): fc.Arbitrary<object> => {
  const key = fc.stringMatching(
    new RegExp((patterns[pattern] ?? pattern).replace('{1,255}', '{1,12}').replace('-_:', '\\-_:'), 'u')
  )
  return fc.dictionary(
    key.filter((name) => name !== '__proto__'),
    inside(inner),
    { maxKeys: 3, noNullPrototype: true }
  )
}
