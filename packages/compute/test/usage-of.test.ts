import type { Cloud, Microversion } from '@openstack-ts/core'
import * as fc from 'fast-check'
import { left, right } from 'fp-ts/lib/Either.js'

import { mergeUsages, type ServerUsage, type TenantUsage, usageOf, usagesOf } from '../src/index.js'

// -------------------------------------------------------------------------------------
// a Nova that pages
// -------------------------------------------------------------------------------------

const server = (id: string): object => ({
  ended_at: null,
  flavor: 'm1.tiny',
  hours: 0.5,
  instance_id: id,
  local_gb: 1,
  memory_mb: 512,
  name: id,
  started_at: '2026-11-23T08:36:21.796389',
  state: 'active',
  tenant_id: 'p',
  uptime: 1800,
  vcpus: 1
})

const page = (ids: ReadonlyArray<string>): object =>
  ids.length === 0
    ? {}
    : {
        server_usages: ids.map(server),
        start: '2026-11-23T08:00:00.000000',
        stop: '2026-11-23T09:00:00.000000',
        tenant_id: 'p',
        total_hours: 0.5 * ids.length,
        total_local_gb_usage: 0.5 * ids.length,
        total_memory_mb_usage: 256 * ids.length,
        total_vcpus_usage: 0.5 * ids.length
      }

/** Pages of two servers; a next link after each full one, as Nova has it, be it the last. */
const novaWith = (ids: ReadonlyArray<string>, microversion: Microversion = '2.104') => {
  const asked: Array<string> = []
  const cloud: Cloud<'compute'> = {
    compute: {
      microversions: async () => right({ min: '2.1', max: '2.104' }),
      policy: microversion,
      send:
        ({ path }) =>
        async () => {
          asked.push(path)
          if (microversion === '2.1')
            return right({ status: 200, headers: {}, text: JSON.stringify({ tenant_usage: page(ids) }) })
          const marker = new URLSearchParams(path.split('?')[1]).get('marker')
          const start = marker === null ? 0 : ids.indexOf(marker) + 1
          const own = ids.slice(start, start + 2)
          const links =
            own.length === 2 ? { tenant_usage_links: [{ rel: 'next', href: `http://nova/?marker=${own[1]}` }] } : {}
          return right({ status: 200, headers: {}, text: JSON.stringify({ tenant_usage: page(own), ...links }) })
        }
    }
  }
  return { asked, cloud }
}

describe('usageOf', () => {
  it('adds up the pages of a project', async () => {
    const { asked, cloud } = novaWith(['a', 'b', 'c'])
    const usage = await usageOf({ projectId: 'p', limit: 2 })(cloud)()
    expect(usage).toMatchObject(right({ projectId: 'p', totalHours: 1.5, totalMemoryMbUsage: 768 }))
    expect(asked).toEqual(['/os-simple-tenant-usage/p?limit=2', '/os-simple-tenant-usage/p?limit=2&marker=b'])
  })

  it('ends at the empty page after a full one', async () => {
    const { asked, cloud } = novaWith(['a', 'b'])
    expect(await usageOf({ projectId: 'p' })(cloud)()).toMatchObject(right({ totalHours: 1 }))
    expect(asked).toHaveLength(2)
  })

  it('is nothing of a project that had no servers', async () => {
    expect(await usageOf({ projectId: 'p' })(novaWith([]).cloud)()).toEqual(right(undefined))
  })

  it('asks once where Nova has no pages', async () => {
    const { asked, cloud } = novaWith(['a', 'b', 'c'], '2.1')
    expect(await usageOf({ projectId: 'p' })(cloud)()).toMatchObject(right({ totalHours: 1.5 }))
    expect(asked).toEqual(['/os-simple-tenant-usage/p'])
  })

  it('fails as its requests do', async () => {
    const { cloud } = novaWith(['a'])
    const failing = {
      compute: { ...cloud.compute, send: () => async () => right({ status: 403, headers: {}, text: '' }) }
    }
    expect(await usageOf({ projectId: 'p' })(failing)()).toMatchObject(left({ _tag: 'HttpError', status: 403 }))
  })
})

describe('usagesOf', () => {
  /** Two pages, of which a project is on both. */
  const cloudOf = () => {
    const asked: Array<string> = []
    const [p, q] = ['p', 'q'].map((tenant_id) => ({ ...page(['a']), tenant_id }))
    const next = { tenant_usages_links: [{ rel: 'next', href: 'http://nova/os-simple-tenant-usage?marker=a' }] }
    const cloud: Cloud<'compute'> = {
      compute: {
        microversions: async () => right({ min: '2.1', max: '2.104' }),
        policy: 'latest',
        send:
          ({ path }) =>
          async () => {
            asked.push(path)
            const body = path.includes('marker=') ? { tenant_usages: [p] } : { tenant_usages: [p, q], ...next }
            return right({ status: 200, headers: {}, text: JSON.stringify(body) })
          }
      }
    }
    return { asked, cloud }
  }

  it('adds up what is of one project, and has each project once', async () => {
    const { asked, cloud } = cloudOf()
    expect(await usagesOf({ detailed: 1 })(cloud)()).toMatchObject(
      right([
        { projectId: 'p', totalHours: 1, serverUsages: [{ serverId: 'a' }, { serverId: 'a' }] },
        { projectId: 'q', totalHours: 0.5 }
      ])
    )
    expect(asked).toEqual(['/os-simple-tenant-usage?detailed=1', '/os-simple-tenant-usage?detailed=1&marker=a'])
  })
})

// -------------------------------------------------------------------------------------
// adding up
// -------------------------------------------------------------------------------------

const whole = fc.nat(1_000_000)

const part: fc.Arbitrary<TenantUsage> = fc
  .record({
    projectId: fc.constantFrom('p', 'q', 'r'),
    hours: whole,
    gb: whole,
    mb: whole,
    vcpus: whole,
    ids: fc.option(fc.array(fc.string()))
  })
  .map(({ gb, hours, ids, mb, projectId, vcpus }) => ({
    projectId,
    start: '2026-11-23T08:00:00' as TenantUsage['start'],
    stop: '2026-11-23T09:00:00' as TenantUsage['stop'],
    totalHours: hours,
    totalLocalGbUsage: gb,
    totalMemoryMbUsage: mb,
    totalVcpusUsage: vcpus,
    ...(ids === null ? {} : { serverUsages: ids.map((serverId) => ({ serverId }) as ServerUsage) })
  }))

const total = (usages: ReadonlyArray<TenantUsage>, measure: (usage: TenantUsage) => number): number =>
  usages.reduce((sum, usage) => sum + measure(usage), 0)

describe('mergeUsages', () => {
  it('loses nothing, and has each project once', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const merged = mergeUsages(parts)
        const projects = merged.map(({ projectId }) => projectId)
        expect(projects).toEqual([...new Set(parts.map(({ projectId }) => projectId))])
        for (const measure of [
          (usage: TenantUsage) => usage.totalHours,
          (usage: TenantUsage) => usage.totalLocalGbUsage,
          (usage: TenantUsage) => usage.totalMemoryMbUsage,
          (usage: TenantUsage) => usage.totalVcpusUsage,
          (usage: TenantUsage) => usage.serverUsages?.length ?? 0
        ]) {
          expect(total(merged, measure)).toBe(total(parts, measure))
        }
      })
    )
  })

  it('changes nothing that is whole already', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => expect(mergeUsages(mergeUsages(parts))).toEqual(mergeUsages(parts)))
    )
  })
})
