/**
 * What `resources.test.ts` runs in a process of its own: `program.mjs close|drop <origin> <count>`.
 */
import { existsSync, readdirSync } from 'node:fs'

import { resolveCloud } from '@openstack-ts/config'
import { connect, type Connection } from '@openstack-ts/connection'
import { get, toPromise } from '@openstack-ts/core'

import { Thing } from './scripted-cloud.js'

const [, , task = '', origin = '', count = '0'] = process.argv
const many = Number(count)

const user = { username: 'u', password: 'p', user_domain_id: 'd', project_id: 'p1' }
const found = resolveCloud({}, { overrides: { auth: { auth_url: `${origin}/identity/v3`, ...user } } })
if (found._tag === 'Left') throw new Error(found.left.message)
const config = found.right

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const collect = async (): Promise<void> => {
  for (let i = 0; i < 4; i++) {
    await sleep(20)
    globalThis.gc?.()
  }
}

/** What keeps a process alive, timers included, but for the pipes it talks through; and what the system counts. */
const handles = (): ReadonlyArray<string> => process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap')
const descriptors = (): number => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0)

/** One of so many signs in and calls; all are made and closed alike. */
const closeMany = async (times: number, each: number): Promise<void> => {
  for (let i = 0; i < times; i++) {
    const connection = await connect({ config, observe: () => undefined })
    if (i % each === 0) await toPromise(get(Thing)({ thingId: '1' })(connection))
    await connection.close()
  }
}

const state = async () => {
  await collect()
  return { heap: process.memoryUsage().heapUsed, handles: handles(), descriptors: descriptors() }
}

const close = async (): Promise<object> => {
  const before = await state()
  // The engine learns for its first thousand calls, and keeps what it has learned.
  await closeMany(many / 10, 1)
  const early = await state()
  await closeMany(many - many / 10, 10)
  const late = await state()
  const all = [before, early, late]
  return {
    heap: [early.heap, late.heap],
    handles: all.map((each) => each.handles),
    descriptors: all.map((each) => each.descriptors)
  }
}

const drop = async (): Promise<object> => {
  let collected = 0
  const registry = new FinalizationRegistry<number>(() => {
    collected += 1
  })
  const made = new Set<WeakRef<Connection>>()
  const one = async (i: number): Promise<void> => {
    const connection = await connect({ config })
    await connection.access()
    connection.asProject({ id: 'p2' })
    registry.register(connection, i)
    made.add(new WeakRef(connection))
  }
  for (let i = 0; i < many; i++) await one(i)
  // Idle connections are closed after four seconds at most, and hold nothing but themselves until then.
  for (let i = 0; i < 80 && [...made].some((ref) => ref.deref() !== undefined); i++) {
    await sleep(100)
    await collect()
  }
  await sleep(4500)
  return { made: made.size, collected }
}

process.stdout.write(JSON.stringify(await (task === 'close' ? close() : drop())))
