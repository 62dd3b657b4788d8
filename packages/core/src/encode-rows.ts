/**
 * From what callers say to the names on the wire: of a nested table as of a whole body.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import { isRecord, put } from './codec.js'
import type { Rest, Row } from './field.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type Input = Readonly<Record<string, unknown>>

/** @internal */
export interface Table {
  readonly rows: ReadonlyArray<Row>
  readonly rest: Rest | undefined
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal */
export const encodeRows = ({ rest, rows }: Table, input: Input): Record<string, unknown> => {
  const output: Record<string, unknown> = {}
  for (const { always, codec, name, wire } of rows) {
    const value = input[name]
    if (value === undefined && always !== true) continue
    put(output, filled(wire, input), codec.encode === t.identity ? value : codec.encode(value))
  }
  const kept = rest === undefined ? undefined : input[rest.name]
  if (rest === undefined || !isRecord(kept)) return output
  for (const key of Object.keys(kept)) put(output, key, rest.codec.encode(kept[key]))
  return output
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** `{key}` as a name on the wire stands for the parameter of that name. */
const filled = (wire: string, input: Input): string => (wire.startsWith('{') ? String(input[wire.slice(1, -1)]) : wire)
