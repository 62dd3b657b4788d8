/**
 * Nova's schemas at work, and instances of them.
 */
import { timestamp } from '@openstack-ts/testing'
import * as fc from 'fast-check'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Schema {
  readonly [keyword: string]: unknown
}

/** Patterns of Python's, in JavaScript. */
export type Patterns = Readonly<Record<string, string>>

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

/** A schema as one or several that are each of one type. */
export const alternatives = (schema: unknown): ReadonlyArray<Schema> => {
  if (!isSchema(schema)) return []
  const { allOf, anyOf, oneOf, ...own } = schema
  const common: Schema = Array.isArray(allOf) ? Object.assign({}, own, ...(allOf as ReadonlyArray<Schema>)) : own
  const choices = [oneOf, anyOf].find((list) => Array.isArray(list) && !list.every(isWish))
  if (Array.isArray(choices)) return choices.flatMap((one) => alternatives({ ...common, ...(one as Schema) }))
  return typesOf(common).map((type) => (type === 'anything' ? common : { ...common, type }))
}

/** A schema whose patterns are JavaScript's. */
export const inJavaScript = (schema: unknown, patterns: Patterns): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => inJavaScript(one, patterns))
  if (!isSchema(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'pattern') return [keyword, patterns[String(value)] ?? value]
      const inner = inJavaScript(value, patterns)
      if (keyword !== 'patternProperties' || !isSchema(inner)) return [keyword, inner]
      return [keyword, Object.fromEntries(Object.entries(inner).map(([key, one]) => [patterns[key] ?? key, one]))]
    })
  )
}

/** JSON that a schema takes. */
export const instanceOf = (schema: unknown, patterns: Patterns): fc.Arbitrary<unknown> => {
  if (!isSchema(schema)) return fc.jsonValue({ maxDepth: 1 })
  const choices = [schema['oneOf'], schema['anyOf']].find((list) => Array.isArray(list) && !list.every(isWish))
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

/** One of `anyOf` that only says which properties are wanted. */
const isWish = (one: unknown): boolean => isSchema(one) && Object.keys(one).every((keyword) => keyword === 'required')

export const isSchema = (u: unknown): u is Schema => typeof u === 'object' && u !== null && !Array.isArray(u)

const typesOf = (schema: Schema): ReadonlyArray<string> => {
  const { type } = schema
  if (Array.isArray(type)) return type as ReadonlyArray<string>
  if (typeof type === 'string') return [type]
  if ('properties' in schema || 'patternProperties' in schema) return ['object']
  return 'items' in schema ? ['array'] : ['anything']
}

interface Tools {
  readonly patterns: Patterns
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

/** As Nova wants names: no spaces at the ends. */
const name = ({ maxLength, minLength }: Schema): fc.Arbitrary<string> =>
  fc
    .string({
      unit: fc.constantFrom('a', 'Z', '0', ' ', '-', '_', '.', ':', 'é', '漢'),
      minLength: Math.max(1, Number(minLength ?? 0)),
      maxLength: Math.min(Number(maxLength ?? 40), 40)
    })
    .map((text) => (text.trim() === text ? text : `${text.slice(1, -1)}x`.trim()))

const regex = fc.constantFrom('web', '^web-[0-9]+$', '.*', 'a|b', '10\\.0\\.')

/** As every Nova takes it; from 2.92 on there may be `@` and `.` in it. */
const keypairName = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 _-]{0,20}[A-Za-z0-9])?$/)

const formats: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  regex,
  'date-time': timestamp,
  uuid,
  uri: fc.webUrl(),
  url: fc.webUrl(),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6(),
  'mac-address': fc.constant('fa:16:3e:4c:2c:30'),
  keypair_name_20: keypairName,
  keypair_name_292: keypairName,
  base64: fc.constantFrom('', 'aGVsbG8=')
}

const textOf = ({ format, maxLength, minLength, pattern }: Schema, patterns: Patterns): fc.Arbitrary<unknown> => {
  if (format === 'name') return name({ maxLength, minLength })
  if (format === 'az_name') return name({ maxLength, minLength }).map((text) => text.replaceAll(':', '-'))
  const known = typeof format === 'string' ? formats[format] : undefined
  if (known !== undefined) return known
  const length = { minLength: Number(minLength ?? 0), maxLength: Math.min(Number(maxLength ?? 40), 40) }
  if (typeof pattern !== 'string') return fc.string(length)
  // Python's classes of a thousand ranges.
  if (/^\^\[(.|\n)*\](\*|\+|\{.*\})\$$/.test(pattern) && pattern.length > 100) {
    return name({ ...length, minLength: Math.max(1, length.minLength) })
  }
  const whole = new RegExp(patterns[pattern] ?? pattern, 'u')
  const longest = Number(maxLength ?? Infinity)
  // What is behind or ahead is looked at afterwards.
  return fc
    .stringMatching(new RegExp(whole.source.replaceAll(/\(\?<?[!=][^)]*\)/g, ''), 'u'))
    .filter((text) => text.length >= length.minLength && text.length <= longest && whole.test(text))
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

export const dictionaryOf = (pattern: string, inner: unknown, { inside, patterns }: Tools): fc.Arbitrary<object> => {
  const key = fc.stringMatching(
    new RegExp((patterns[pattern] ?? pattern).replace('{1,255}', '{1,12}').replace('-_:', '\\-_:'), 'u')
  )
  return fc.dictionary(
    key.filter((name) => name !== '__proto__'),
    inside(inner),
    { maxKeys: 3, noNullPrototype: true }
  )
}
