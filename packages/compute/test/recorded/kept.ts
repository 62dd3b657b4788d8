/**
 * Answers of operations that the contract beside this repository shows nothing of.
 *
 * `nova-26.jsonl` is what a real Nova 26.2 said to the scenarios of `test-cloud` (`CLOUD_RECORD=file pnpm test:cloud`), at
 * the oldest and the newest microversion of each; of the list of extensions the first three.
 * `nova-26-between.jsonl` is what it said at those microversions whose answer schemas are kept from us
 * (`test-cloud/nova_between.py`).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Microversion } from '@openstack-ts/core'

/** What was asked of an endpoint, and what came back. */
export interface Kept {
  /** `servers.start` */
  readonly endpoint: string
  readonly microversion: Microversion
  readonly status: number
  /** Absent where nothing came; a text where it was no JSON. */
  readonly answer?: unknown
  /** What was asked, where it was recorded. */
  readonly method?: string
  readonly path?: string
  readonly body?: unknown
}

const read = (name: string): ReadonlyArray<Kept> =>
  readFileSync(join(__dirname, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Kept)

export const recorded = read('nova-26.jsonl')

export const between = read('nova-26-between.jsonl')
