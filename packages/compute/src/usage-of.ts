/**
 * Usage in whole: Nova splits the servers of one project over pages, and leaves adding up to its callers.
 *
 * @see https://docs.openstack.org/api-ref/compute/#usage-reports-os-simple-tenant-usage
 * @since 0.1.0
 */
import { all, call, type Call, type CallOptions } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Input } from './input.js'
import { type NoUsage, type ServerUsage, type TenantUsage, usages } from './tenant-usage.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Whose usage, and between which times. */
export interface UsageOfInput extends Pick<Input<typeof usages.getPage>, 'start' | 'end' | 'limit'> {
  /** The project. */
  readonly projectId: string
}

/** Between which times, and whether with the usage of each server. */
export interface UsagesOfInput extends Pick<Input<typeof usages.list>, 'start' | 'end' | 'limit' | 'detailed'> {}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * All that the servers of one project used, page after page, added up; `undefined` where it had no servers.
 *
 * @example
 * import { usageOf } from '@openstack-ts/compute'
 *
 * assert.deepStrictEqual(typeof usageOf({ projectId: '6f70656e737461636b20342065766572' }), 'function')
 */
export const usageOf =
  (input: UsageOfInput, options: CallOptions = {}): Call<'compute', TenantUsage | undefined> =>
  (cloud) =>
  async () => {
    const parts: Array<TenantUsage> = []
    let marker: string | undefined
    for (;;) {
      const asked = marker === undefined ? input : { ...input, marker }
      const page = await call(usages.getPage)(asked, options)(cloud)()
      if (E.isLeft(page)) return page
      const { links, usage } = page.right
      if (isUsage(usage)) parts.push(usage)
      const last = isUsage(usage) ? usage.serverUsages?.at(-1)?.serverId : undefined
      if (last === undefined || last === marker || links?.some(({ rel }) => rel === 'next') !== true) {
        return E.right(mergeUsages(parts)[0])
      }
      marker = last
    }
  }

/**
 * All that the servers of every project used, page after page, added up: each project once. Administrators.
 *
 * @example
 * import { usagesOf } from '@openstack-ts/compute'
 *
 * assert.deepStrictEqual(typeof usagesOf({ detailed: 1 }), 'function')
 */
export const usagesOf =
  (input: UsagesOfInput = {}, options: CallOptions = {}): Call<'compute', ReadonlyArray<TenantUsage>> =>
  (cloud) =>
  async () => {
    const parts = await all(usages.list)(input, options)(cloud)()
    return E.isLeft(parts) ? parts : E.right(mergeUsages(parts.right))
  }

/** One usage for each project: what is of one project is added up, in the order in which projects come first. */
export const mergeUsages = (parts: Iterable<TenantUsage>): ReadonlyArray<TenantUsage> => {
  const byProject = new Map<string, TenantUsage>()
  for (const part of parts) {
    const before = byProject.get(part.projectId)
    byProject.set(part.projectId, before === undefined ? part : sum(before, part))
  }
  return [...byProject.values()]
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isUsage = (usage: TenantUsage | NoUsage): usage is TenantUsage => 'projectId' in usage

/** Periods that Nova itself chose end a moment later on each page: the first is kept. */
const sum = (a: TenantUsage, b: TenantUsage): TenantUsage => ({
  ...a,
  ...bothOf(a.serverUsages, b.serverUsages),
  totalHours: a.totalHours + b.totalHours,
  totalLocalGbUsage: a.totalLocalGbUsage + b.totalLocalGbUsage,
  totalMemoryMbUsage: a.totalMemoryMbUsage + b.totalMemoryMbUsage,
  totalVcpusUsage: a.totalVcpusUsage + b.totalVcpusUsage
})

type ServerUsages = ReadonlyArray<ServerUsage> | undefined

const bothOf = (a: ServerUsages, b: ServerUsages): Pick<TenantUsage, 'serverUsages'> =>
  a === undefined && b === undefined ? {} : { serverUsages: [...(a ?? []), ...(b ?? [])] }
