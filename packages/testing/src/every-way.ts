/**
 * The three ways of reading, held against each other: by generated code, by walking the table, and by plain io-ts.
 *
 * @since 0.1.0
 */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'

import { decodeBy } from '@openstack-ts/core'
import * as fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

import { arbitraryOf } from './arbitrary.js'
import { changedAt, isObject, type Path, pathsOf, withKey } from './change.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How many inputs were read, and what came of them. */
export interface Tally {
  readonly codec: string
  readonly accepted: number
  readonly refused: number
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Reads inputs, about as many that are right as are wrong, and throws an `AssertionError` where the ways differ. The inputs
 * are a few generated ones with something changed: generating each anew would take a hundred times as long.
 */
export const readEveryWay = (codec: t.Any, runs: number): Tally => {
  const random = randomOf(20261123)
  const seeds = fc
    .sample(arbitraryOf(codec, 'wire'), { numRuns: 50, seed: 20261123 })
    .map((json) => ({ json, paths: pathsOf(json) }))
  const counts = { accepted: 0, refused: 0 }
  for (let i = 0, misses = 0; i < runs; i++) {
    const wanted = counts.accepted <= counts.refused ? 'accepted' : 'refused'
    const seed = seeds[random(seeds.length)] ?? { json: null, paths: [[]] }
    const come = outcome(codec, misses > 1 ? sure(seed, wanted, random) : tried(seed, wanted, random))
    counts[come] += 1
    misses = come === wanted ? 0 : misses + 1
  }
  return { codec: codec.name, ...counts }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Outcome = 'accepted' | 'refused'

/** A number from 0 to below another. */
type Random = (below: number) => number

interface Seed {
  readonly json: unknown
  readonly paths: ReadonlyArray<Path>
}

/** xorshift32: fast, and the same each time. */
const randomOf = (seed: number): Random => {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** What plain io-ts says of an input, and the others have to say too. */
const outcome = (codec: t.Any, json: unknown): Outcome => {
  const [generated, interpreted, plain] = ways.map((way) => {
    decodeBy(way)
    const decoded = codec.decode(json)
    return isRight(decoded) ? { value: decoded.right } : 'refused'
  })
  decodeBy('generated')
  if (!isDeepStrictEqual(generated, plain)) assert.deepEqual(generated, plain, `of ${JSON.stringify(json)}`)
  if (!isDeepStrictEqual(interpreted, plain)) assert.deepEqual(interpreted, plain, `of ${JSON.stringify(json)}`)
  return plain === 'refused' ? 'refused' : 'accepted'
}

const ways = ['generated', 'interpreted', 'plain'] as const

/** Something that is nearly what is wanted, and may turn out otherwise: there the ways would differ. */
const tried = ({ json, paths }: Seed, wanted: Outcome, random: Random): unknown =>
  changedAt(json, paths[random(paths.length)] ?? [], wanted === 'accepted' ? alike(random) : unlike(random))

const sure = ({ json }: Seed, wanted: Outcome, random: Random): unknown =>
  wanted === 'accepted' ? json : odd[random(odd.length)]

const texts = ['', 'ACTIVE', '2026-11-23T08:36:22.000001', '2026-13-45', 'é\u0000\ud800', '__proto__', '1', 'null']
const numbers = [0, -1, 0.5, 2 ** 53, -1e21, Number.MAX_VALUE]
const names = ['__proto__', 'constructor', 'toString', 'x', '0', 'id', 'links', 'status']
const odd: ReadonlyArray<unknown> = [null, 5, 'x', true, [], {}, [null], { id: null }, [[]], '', -0.5, { links: {} }]

/** Another thing of the same type. */
const alike =
  (random: Random) =>
  (old: unknown): unknown => {
    if (typeof old === 'string') return texts[random(texts.length)]
    if (typeof old === 'number') return numbers[random(numbers.length)]
    if (typeof old === 'boolean') return !old
    const items: ReadonlyArray<unknown> | undefined = Array.isArray(old) ? old : undefined
    if (items !== undefined) return random(2) === 0 ? [...items, ...items.slice(0, 1)] : items.slice(1)
    return isObject(old) ? withKey(old, names[random(names.length)] ?? 'x', odd[random(odd.length)]) : old
  }

/** A thing of another type, nothing, or the same with a thing too many. */
const unlike =
  (random: Random) =>
  (old: unknown): unknown => {
    const other = odd[random(odd.length)]
    const how = random(4)
    if (how === 0) return undefined
    if (how === 1 && isObject(old) && !Array.isArray(old))
      return withKey(old, names[random(names.length)] ?? 'x', other)
    return other
  }
