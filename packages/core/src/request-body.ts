/**
 * The body of a request: the rows in their envelope, or the JSON Patch from before to after.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import { withRest } from './check-input.js'
import { encodeRows } from './encode-rows.js'
import type { BodySpec } from './endpoint.js'
import { type Fields, required, type Row, rowsOf } from './field.js'
import { jsonPatch } from './json-patch.js'
import { struct } from './struct.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type Input = Readonly<Record<string, unknown>>

/** @internal What is worth finding out once per body. */
export interface BodyPlan {
  readonly spec: BodySpec
  readonly inside: ReadonlyArray<Row>
  /** Next to the envelope. */
  readonly beside: ReadonlyArray<Row>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal */
export const bodyPlanOf = (spec: BodySpec): BodyPlan => {
  const rows = rowsOf(spec.fields ?? {})
  const whole = spec.patch !== undefined
  return {
    spec,
    inside: whole ? rows : rows.filter(({ beside }) => beside !== true),
    beside: whole ? [] : rows.filter(({ beside }) => beside === true)
  }
}

/** @internal What callers say of a body: its rows and the rest, or, of a patch, the item before and after. */
export const saidOf = ({ fields = {}, patch, rest }: BodySpec): Fields => {
  if (patch === undefined) return withRest(fields, rest)
  const { encode, is, name, validate } =
    rest === undefined ? struct('an item', fields) : struct('an item', fields, rest)
  // Taken as a whole: what an older microversion answered may stand beside what this one has.
  const item = required('item', new t.Type<unknown, unknown>(name, is, validate, (a) => encode(a as never)))
  return { before: item, after: item }
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal */
export const bodyOf = ({ beside, inside, spec }: BodyPlan, input: Input): unknown => {
  const { empty, fields, key, patch, rest } = spec
  if (patch !== undefined) {
    const [was, is] = ['before', 'after'].map((name) => encodeRows({ rows: inside, rest }, input[name] as Input))
    return jsonPatch(was as Input, is as Input)
  }
  const body = encodeRows({ rows: inside, rest }, input)
  if (key === undefined) return body
  const instead = empty === undefined && fields === undefined ? null : empty
  const bare = Object.keys(body).length === 0
  return {
    [key]: bare && instead !== undefined ? instead : body,
    ...encodeRows({ rows: beside, rest: undefined }, input)
  }
}

/** @internal A body as text; nothing where JSON cannot hold it. */
export const jsonOf = (body: unknown): string | undefined => {
  try {
    return JSON.stringify(body)
  } catch {
    return undefined
  }
}
