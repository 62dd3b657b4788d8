/**
 * Nova's request schemas, enforced as Nova enforces them: whole, with its own formats.
 */
import { type AnySchema, type ErrorObject, type Format } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'

import { inJavaScript, type Patterns } from './json-schema.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Complaint {
  /** `/server/name` */
  readonly at: string
  readonly keyword: string
  readonly message: string
}

/** What is wrong with a body or a query; empty for nothing. */
export type Validate = (json: unknown) => ReadonlyArray<Complaint>

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** A schema at work. */
export const validatorOf = (schema: unknown, patterns: Patterns): Validate => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats })
  const validate = ajv.compile(inJavaScript(schema, patterns) as AnySchema)
  return (json) => (validate(json) ? [] : (validate.errors ?? []).map(complaintOf))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const complaintOf = ({ instancePath, keyword, message = '', params }: ErrorObject): Complaint => ({
  at: instancePath,
  keyword,
  message: `${message} ${JSON.stringify(params)}`
})

const isName = (text: string): boolean => text.trim() === text && text !== '' && /^[^\p{Cc}\p{Cs}]*$/u.test(text)
const isUrl = (text: string): boolean => URL.canParse(text)
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/

const isRegex = (text: string): boolean => {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** As lenient as Nova's: case and hyphens of an id do not matter, and a date needs no zone. */
const formats: Record<string, Format> = {
  uuid: (text: string) => /^[0-9a-f]{32}$/i.test(text.replaceAll('-', '')),
  'date-time': (text: string) => /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text),
  regex: isRegex,
  name: isName,
  az_name: (text: string) => isName(text) && !text.includes(':'),
  name_with_leading_trailing_spaces: (text: string) => text.trim() !== '',
  keypair_name_20: /^[A-Za-z0-9 _-]+$/,
  keypair_name_292: /^[A-Za-z0-9 _@.-]+$/,
  base64: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  ipv4,
  ipv6: (text: string) => text.includes(':') && URL.canParse(`http://[${text}]/`),
  uri: isUrl,
  url: isUrl
}
