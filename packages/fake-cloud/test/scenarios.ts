/**
 * What a client may count on, as scenarios that are told once and played on the fake and on a real cloud. Each notes what
 * it saw; the notes of both clouds are compared.
 */
import { type Account, refusal, type Reply, shape, type World } from './world.js'

export type Notes = Readonly<Record<string, unknown>>

export interface Scenario {
  readonly title: string
  readonly play: (world: World) => Promise<Notes>
}

const versions = [
  '2.1',
  '2.20',
  '2.21',
  '2.50',
  '2.51',
  '2.57',
  '2.58',
  '2.61',
  '2.62',
  '2.65',
  '2.66',
  '2.83',
  '2.84',
  '2.93'
]

const note = ({ json, status }: Reply): unknown => ({ status, body: shape(json) })

const until = async <A>(world: World, look: () => Promise<A | undefined>): Promise<A> => {
  for (let tries = 0; tries < 240; tries++) {
    const seen = await look()
    if (seen !== undefined) return seen
    await world.pause()
  }
  throw new Error('It did not come to an end within 240 looks')
}

/** Waits until nothing goes on with a server. */
const quiet = (world: World, id: string) =>
  until(world, async () => {
    const { json, status } = await world.nova({ as: 'admin', path: `/servers/${id}` })
    if (status === 404) return { status: 'gone' }
    const { server } = json
    return server.status !== 'BUILD' && server['OS-EXT-STS:task_state'] === null ? server : undefined
  })

let made = 0
const run = Date.now().toString(36)

const boot = async (world: World, name: string, metadata: Readonly<Record<string, string>> = {}): Promise<string> => {
  const server = { name: `${name}-${run}-${(made += 1)}`, flavorRef: '42', metadata, ...world.boot }
  const { json, status, text } = await world.nova({
    as: 'demo',
    method: 'POST',
    path: '/servers',
    version: '2.37',
    body: { server }
  })
  if (status !== 202) throw new Error(text)
  await quiet(world, json.server.id)
  return json.server.id
}

const act = async (
  world: World,
  id: string,
  { as = 'demo', ...body }: Readonly<Record<string, unknown>> & { readonly as?: Account }
): Promise<Reply> => {
  const reply = await world.nova({ as, method: 'POST', path: `/servers/${id}/action`, body, version: '2.1' })
  await quiet(world, id)
  // Confirming shows in no task: only by its end.
  await until(world, async () => {
    const { json } = await world.nova({ as: 'admin', path: `/servers/${id}` })
    const confirms = reply.status === 204 && json.server?.status === 'VERIFY_RESIZE'
    return confirms ? undefined : true
  })
  return reply
}

const gone = async (world: World, ids: ReadonlyArray<string>): Promise<void> => {
  for (const id of ids) await world.nova({ as: 'admin', method: 'DELETE', path: `/servers/${id}` })
  for (const id of ids) {
    await until(world, async () =>
      (await world.nova({ as: 'admin', path: `/servers/${id}` })).status === 404 ? true : undefined
    )
  }
}

const withServers = async (
  world: World,
  servers: ReadonlyArray<Readonly<Record<string, string>>>,
  play: (ids: ReadonlyArray<string>) => Promise<Notes>
): Promise<Notes> => {
  const ids: Array<string> = []
  try {
    for (const metadata of servers) ids.push(await boot(world, 'scenario', metadata))
    return await play(ids)
  } finally {
    await gone(world, ids)
  }
}

/** Runs through named questions and notes each. */
const noted = async (questions: Readonly<Record<string, () => Promise<unknown>>>): Promise<Notes> => {
  const notes: Record<string, unknown> = {}
  for (const [name, ask] of Object.entries(questions)) notes[name] = await ask()
  return notes
}

const tokenShape = ({ json, status }: Reply): unknown => {
  const { audit_ids, catalog, roles = [], ...token } = json?.token ?? {}
  return {
    status,
    token: shape(token),
    roles: roles
      .map(({ name }: { readonly name: string }) => name)
      .filter((name: string) => name !== 'manager')
      .sort(),
    audited: Array.isArray(audit_ids),
    compute:
      catalog === undefined ? null : shape(catalog.find((entry: { readonly type: string }) => entry.type === 'compute'))
  }
}

const signingIn: Scenario = {
  title: 'signing in',
  play: (world) => {
    const wrong = {
      methods: ['password'],
      password: { user: { name: 'demo', domain: { name: 'Default' }, password: 'x' } }
    }
    const as = (account: Account) => async () => tokenShape(await world.signIn(account))
    return noted({
      'as admin': as('admin'),
      'as member': as('demo'),
      'as reader': as('demo-reader'),
      'by application credential': as('demo-app'),
      'for the system': as('system'),
      unscoped: async () => tokenShape(await world.signIn('demo', { scope: 'unscoped' })),
      'wrong password': async () => refusal(await world.signIn('demo', { identity: wrong })),
      'unknown project': async () =>
        refusal(await world.signIn('demo', { scope: { project: { name: 'x', domain: { name: 'Default' } } } })),
      'foreign project': async () =>
        refusal(await world.signIn('demo', { scope: { project: { name: 'other', domain: { name: 'Default' } } } })),
      'version document': async () => note(await world.keystone({ path: '' })),
      'no token': async () => refusal(await world.keystone({ path: '/users' })),
      'a token, looked at, ended, looked at': async () => {
        const token = (await world.signIn('demo')).headers['x-subject-token'] ?? ''
        const subject = { 'x-subject-token': token }
        const look = (method: 'GET' | 'HEAD' | 'DELETE') =>
          world.keystone({ as: 'demo', method, path: '/auth/tokens', headers: subject })
        const before = await look('GET')
        const head = await look('HEAD')
        const end = await look('DELETE')
        const after = await look('GET')
        const used = await world.nova({ path: '/servers', headers: { 'x-auth-token': token } })
        return {
          before: tokenShape(before),
          head: [head.status, head.text],
          end: [end.status, end.text],
          after: after.status,
          used: refusal(used)
        }
      },
      'by token': async () => {
        const token = (await world.signIn('demo')).headers['x-subject-token'] ?? ''
        const identity = { methods: ['token'], token: { id: token } }
        return tokenShape(await world.signIn('demo', { identity }))
      }
    })
  }
}

const microversions: Scenario = {
  title: 'versions',
  play: (world) => {
    const spoken = ({ headers, status }: Reply) => ({
      status,
      versions: [headers['openstack-api-version'], headers['x-openstack-nova-api-version']],
      vary: headers['vary'],
      ids: ['x-openstack-request-id', 'x-compute-request-id'].filter((name) => name in headers)
    })
    const with_ = (headers: Readonly<Record<string, string>>) => async () =>
      spoken(await world.nova({ as: 'demo', path: '/servers', headers }))
    return noted({
      document: async () => note(await world.nova({ path: '/' })),
      none: with_({}),
      new: with_({ 'openstack-api-version': 'compute 2.26' }),
      old: with_({ 'x-openstack-nova-api-version': '2.10' }),
      both: with_({ 'openstack-api-version': 'compute 2.50', 'x-openstack-nova-api-version': '2.10' }),
      latest: with_({ 'openstack-api-version': 'compute latest' }),
      'another service': with_({ 'openstack-api-version': 'volume 3.1' }),
      'several services': with_({ 'openstack-api-version': 'volume 3.1, compute 2.60' }),
      'too new': async () => refusal(await world.nova({ as: 'demo', path: '/servers', version: '2.999' })),
      'too old': async () => refusal(await world.nova({ as: 'demo', path: '/servers', version: '2.0' })),
      malformed: async () => refusal(await world.nova({ as: 'demo', path: '/servers', version: 'abc' })),
      'without a token': async () => refusal(await world.nova({ path: '/servers' })),
      'unknown path': async () => refusal(await world.nova({ as: 'demo', path: '/nope' })),
      'trailing slash': async () => refusal(await world.nova({ as: 'demo', path: '/servers/' })),
      'unknown server': async () =>
        refusal(await world.nova({ as: 'demo', path: '/servers/00000000-0000-0000-0000-000000000000' })),
      'no id': async () => refusal(await world.nova({ as: 'demo', path: '/servers/not-a-uuid' })),
      'foreign project in the path': async () =>
        refusal(await world.nova({ as: 'demo', path: `/${'0'.repeat(32)}/servers` }))
    })
  }
}

const flavorShapes: Scenario = {
  title: 'flavors',
  play: (world) =>
    noted({
      ...Object.fromEntries(
        ['2.1', '2.55', '2.61', '2.75'].flatMap((version) => [
          [`list ${version}`, async () => note(await world.nova({ as: 'demo', path: '/flavors?limit=1', version }))],
          [
            `detail ${version}`,
            async () => note(await world.nova({ as: 'demo', path: '/flavors/detail?limit=1', version }))
          ],
          [`show ${version}`, async () => note(await world.nova({ as: 'demo', path: '/flavors/42', version }))]
        ])
      ),
      unknown: async () => refusal(await world.nova({ as: 'demo', path: '/flavors/nope' })),
      'minRam=abc': async () => refusal(await world.nova({ as: 'demo', path: '/flavors?minRam=abc' })),
      'marker=zzz': async () => refusal(await world.nova({ as: 'demo', path: '/flavors?marker=zzz' })),
      'unknown filter 2.74': async () =>
        (await world.nova({ as: 'demo', path: '/flavors?bogus=1', version: '2.74' })).status,
      'unknown filter 2.75': async () =>
        refusal(await world.nova({ as: 'demo', path: '/flavors?bogus=1', version: '2.75' }))
    })
}

const listings: Scenario = {
  title: 'listing servers',
  play: (world) =>
    withServers(world, [{}, {}, {}], async (ids) => {
      const filter = `name=^scenario-${run}-[0-9]*$`
      const refused =
        (query: string, version = '2.90', as: Account = 'demo') =>
        async () =>
          refusal(await world.nova({ as, path: `/servers?${query}`, version }))
      const count =
        (query: string, version = '2.90', as: Account = 'demo') =>
        async () => {
          const { json, status } = await world.nova({ as, path: `/servers?${filter}&${query}`, version })
          return { status, count: json.servers?.length, next: json.servers_links !== undefined }
        }
      const walk = async () => {
        const seen: Array<string> = []
        let pages = 0
        let path: string | undefined = `/servers?${filter}&limit=1`
        while (path !== undefined) {
          const { json }: Reply = await world.nova({ as: 'demo', path, version: '2.90' })
          pages += 1
          seen.push(...json.servers.map(({ id }: { readonly id: string }) => id))
          const next: string | undefined = json.servers_links?.[0].href
          path = next === undefined ? undefined : `/servers?${next.split('?')[1] ?? ''}`
        }
        return { pages, newestFirst: JSON.stringify(seen) === JSON.stringify(ids.toReversed()) }
      }
      return noted({
        walk,
        ...Object.fromEntries(
          ['2.1', '2.3', '2.9', '2.16', '2.19', '2.26', '2.47', '2.63', '2.71', '2.73', '2.75', '2.90', '2.93'].flatMap(
            (version) =>
              (['admin', 'demo', 'demo-reader'] as const).map((as) => [
                `show ${version} ${as}`,
                async () => note(await world.nova({ as, path: `/servers/${ids[0]}`, version }))
              ])
          )
        ),
        'in detail': async () =>
          note(await world.nova({ as: 'demo', path: `/servers/detail?${filter}&limit=1`, version: '2.90' })),
        'in short': async () =>
          note(await world.nova({ as: 'demo', path: `/servers?${filter}&limit=1`, version: '2.90' })),
        'a bar in a name': async () =>
          (await world.nova({ as: 'demo', path: '/servers?name=scenario%7Cnothing' })).json.servers.length,
        'limit=0': count('limit=0'),
        'limit=2': count('limit=2'),
        'limit=3': count('limit=3'),
        'limit=4': count('limit=4'),
        'limit=1&limit=2': count('limit=1&limit=2'),
        'status=ACTIVE': count('status=ACTIVE'),
        'status=active': count('status=active'),
        'status=SHUTOFF&status=ACTIVE': count('status=SHUTOFF&status=ACTIVE'),
        'status=BOGUS 2.37': count('status=BOGUS', '2.37'),
        'status=BOGUS': refused('status=BOGUS'),
        'status=deleted': refused('status=deleted'),
        'host as member': count('host=nowhere'),
        'flavor=42': count('flavor=42'),
        'flavor=1': count('flavor=1'),
        'changes-since=2020-01-01': count('changes-since=2020-01-01'),
        'changes-since=2020-01-01T00:00:00Z': count('changes-since=2020-01-01T00:00:00Z'),
        'changes-since=2099-01-01T00:00:00%2B02:00': count('changes-since=2099-01-01T00:00:00%2B02:00'),
        'changes-since=bad': refused('changes-since=bad'),
        'changes-since=2020-01-01T00:00:00+02:00': refused('changes-since=2020-01-01T00:00:00+02:00'),
        'changes-before 2.65': count('changes-before=2020-01-01', '2.65'),
        'changes-before': count('changes-before=2020-01-01'),
        'since after before': refused('changes-since=2021-01-01&changes-before=2020-01-01'),
        'locked=false': count('locked=false'),
        'locked=maybe': refused('locked=maybe'),
        'bogus 2.74': count('bogus=1', '2.74'),
        bogus: refused('bogus=1'),
        'marker=nope': refused('marker=nope'),
        'limit=-1': refused('limit=-1'),
        'limit=abc': refused('limit=abc'),
        'name=[': refused('name=%5B'),
        'name=': refused('name='),
        'sort_dir=bogus': refused('sort_dir=bogus'),
        'sort_key=host': refused('sort_key=host'),
        'sort_key=display_name': count('sort_key=display_name&sort_dir=asc'),
        'all_tenants as member': refused('all_tenants=1'),
        'all_tenants=maybe': refused('all_tenants=maybe', '2.90', 'admin'),
        'all_tenants as admin': count('all_tenants=true', '2.90', 'admin'),
        'admin in another project': count('', '2.90', 'admin'),
        'another project': async () => refusal(await world.nova({ as: 'other', path: `/servers/${ids[0]}` })),
        'for the system': async () => (await world.nova({ as: 'system', path: '/flavors' })).status
      })
    })
}

const creating: Scenario = {
  title: 'creating servers',
  play: (world) => {
    const fine = { name: 'x', flavorRef: '42', ...world.boot }
    const refused =
      (server: unknown, version = '2.90') =>
      async () =>
        refusal(await world.nova({ as: 'demo', method: 'POST', path: '/servers', version, body: { server } }))
    const { networks: _, ...noNetworks } = fine
    return noted({
      'and the answer': async () => {
        const reply = await world.nova({
          as: 'demo',
          method: 'POST',
          path: '/servers',
          version: '2.90',
          body: { server: fine }
        })
        const { id } = reply.json.server
        const server = await quiet(world, id)
        await gone(world, [id])
        return {
          ...(note(reply) as object),
          location: reply.headers['location']?.endsWith(`/servers/${id}`),
          became: server.status
        }
      },
      'unknown flavor': refused({ ...fine, flavorRef: 'nope' }),
      'unknown image': refused({ ...fine, imageRef: 'nope' }),
      'name with a space': async () =>
        (
          await world.nova({
            as: 'demo',
            method: 'POST',
            path: '/servers',
            version: '2.90',
            body: { server: { ...fine, name: ' x' } }
          })
        ).status,
      'no networks 2.37': async () =>
        (
          await world.nova({
            as: 'demo',
            method: 'POST',
            path: '/servers',
            version: '2.37',
            body: { server: noNetworks }
          })
        ).status,
      'unknown property': async () =>
        (
          await world.nova({
            as: 'demo',
            method: 'POST',
            path: '/servers',
            version: '2.90',
            body: { server: { ...fine, bogus: 1 } }
          })
        ).status,
      'empty body': async () =>
        (await world.nova({ as: 'demo', method: 'POST', path: '/servers', version: '2.90', body: {} })).status,
      'a build that fails': async () => {
        const id = await boot(world, 'failing', { 'fake.fail': 'spawn' })
        const { json } = await world.nova({ as: 'demo', path: `/servers/${id}` })
        const { status, fault } = json.server
        const actions = await world.nova({ as: 'admin', path: `/servers/${id}/os-instance-actions` })
        const { request_id } = actions.json.instanceActions[0]
        const shown = await world.nova({
          as: 'admin',
          path: `/servers/${id}/os-instance-actions/${request_id}`,
          version: '2.84'
        })
        await gone(world, [id])
        const { events, message } = shown.json.instanceAction
        return {
          status,
          fault: Object.keys(fault).sort(),
          code: fault.code,
          message,
          anyStepFailed: events.some(({ result }: { readonly result: string | null }) => result === 'Error')
        }
      }
    })
  }
}

const doings: Scenario = {
  title: 'actions of a server',
  play: (world) =>
    withServers(world, [{ 'fake.fail': 'pause' }], async ([id = '']) => {
      const replies = {
        stop: await act(world, id, { 'os-stop': null }),
        start: await act(world, id, { 'os-start': null }),
        pause: await act(world, id, { pause: null }),
        reboot: await act(world, id, { reboot: { type: 'SOFT' } }),
        suspend: await act(world, id, { suspend: null }),
        resume: await act(world, id, { resume: null }),
        resize: await act(world, id, { resize: { flavorRef: '1' } }),
        revertResize: await act(world, id, { revertResize: null }),
        'resize again': await act(world, id, { resize: { flavorRef: '1' } }),
        confirmResize: await act(world, id, { confirmResize: null }),
        lock: await act(world, id, { lock: null }),
        unlock: await act(world, id, { unlock: null }),
        resetState: await act(world, id, { as: 'admin', 'os-resetState': { state: 'active' } })
      }
      const path = `/servers/${id}/os-instance-actions`
      const all = await world.nova({ as: 'admin', path, version: '2.84' })
      const actions: ReadonlyArray<{
        readonly action: string
        readonly request_id: string
        readonly message: string | null
        readonly updated_at: string
      }> = all.json.instanceActions
      const requestOf = (action: string): string => actions.find((one) => one.action === action)?.request_id ?? ''
      const shown = (action: string, as: Account, version: string) => async () =>
        note(await world.nova({ as, path: `${path}/${requestOf(action)}`, version }))
      const refused =
        (query: string, version = '2.84') =>
        async () =>
          refusal(await world.nova({ as: 'demo', path: `${path}?${query}`, version }))
      const count =
        (query: string, version = '2.84') =>
        async () => {
          const { json, status } = await world.nova({ as: 'demo', path: `${path}?${query}`, version })
          return {
            status,
            count: json.instanceActions?.length,
            next: shape(json.links),
            href: json.links?.[0].href.replace(/^.*\?/, '').replaceAll(/req-[0-9a-f-]{36}/g, '<request id>')
          }
        }
      const walk = async () => {
        const seen: Array<string> = []
        let query = 'limit=7'
        for (let page = 1; ; page++) {
          const { json }: Reply = await world.nova({ as: 'demo', path: `${path}?${query}`, version: '2.58' })
          seen.push(...json.instanceActions.map((one: { readonly action: string }) => one.action))
          if (json.links === undefined) return { page, seen }
          query = json.links[0].href.split('?')[1]
        }
      }
      return noted({
        answers: async () =>
          Object.fromEntries(
            Object.entries(replies).map(([name, { headers, status, text }]) => [
              name,
              [status, text, headers['content-type'] ?? null]
            ])
          ),
        'request ids lead to actions': async () => {
          const wrong = Object.entries(replies).filter(([name, { headers }]) => {
            const action = name.replace(' again', '')
            return !actions.some((one) => one.action === action && one.request_id === headers['x-openstack-request-id'])
          })
          return wrong.map(([name]) => name)
        },
        names: async () => actions.map(({ action, message }) => [action, message]),
        walk,
        ...Object.fromEntries(
          versions.flatMap((version) =>
            (['admin', 'demo', 'demo-reader'] as const).flatMap((as) => [
              [
                `list ${version} ${as}`,
                async () => shape((await world.nova({ as, path, version })).json.instanceActions[0])
              ],
              [`show pause ${version} ${as}`, shown('pause', as, version)]
            ])
          )
        ),
        ...Object.fromEntries(
          [
            'create',
            'stop',
            'start',
            'reboot',
            'suspend',
            'resume',
            'resize',
            'revertResize',
            'confirmResize',
            'lock',
            'unlock',
            'resetState'
          ].map((action) => [`show ${action}`, shown(action, 'admin', '2.84')])
        ),
        'details of the failure': async () => {
          const { json } = await world.nova({ as: 'admin', path: `${path}/${requestOf('pause')}`, version: '2.84' })
          return json.instanceAction.events.map(({ details }: { readonly details: string }) => details)
        },
        'two hosts, two ids': async () => {
          const { json } = await world.nova({ as: 'admin', path: `${path}/${requestOf('resize')}`, version: '2.84' })
          const events: ReadonlyArray<{ readonly host: string; readonly hostId: string }> = json.instanceAction.events
          return new Set(events.map(({ host }) => host)).size === new Set(events.map(({ hostId }) => hostId)).size
        },
        'unknown action': async () =>
          refusal(await world.nova({ as: 'demo', path: `${path}/req-00000000-0000-0000-0000-000000000000` })),
        'another project': async () => refusal(await world.nova({ as: 'other', path })),
        'limit=1': count('limit=1'),
        'limit=14': count('limit=14'),
        'limit=15': count('limit=15'),
        'limit=0': count('limit=0'),
        'limit and since': count('limit=1&changes-since=2020-01-01T00:00:00'),
        'limit=1 2.57': count('limit=1', '2.57'),
        'bogus=1 2.57': count('bogus=1', '2.57'),
        'limit=99999999999999999999': async () =>
          (await world.nova({ as: 'demo', path: `${path}?limit=99999999999999999999`, version: '2.84' })).json
            .instanceActions?.length,
        'marker of the oldest': count(`marker=${actions.at(-1)?.request_id}`),
        'changes-since its own updated_at': async () => {
          const { json } = await world.nova({
            as: 'demo',
            path: `${path}?changes-since=${actions[0]?.updated_at}`,
            version: '2.84'
          })
          return json.instanceActions.length > 0
        },
        'changes-before 2.65': refused('changes-before=2020-01-01T00:00:00', '2.65'),
        'changes-before 2.66': count('changes-before=2020-01-01T00:00:00', '2.66'),
        'limit=-1': refused('limit=-1'),
        'limit=abc': refused('limit=abc'),
        'limit=': refused('limit='),
        'limit=1&limit=2': refused('limit=1&limit=2'),
        'unknown marker': refused('marker=req-00000000-0000-0000-0000-000000000000'),
        'changes-since=bad': refused('changes-since=bad'),
        'changes-since=': refused('changes-since='),
        'since after before': refused('changes-since=2030-01-01T00:00:00&changes-before=2020-01-01T00:00:00'),
        'bogus=1': refused('bogus=1'),
        'sort_key=action': refused('sort_key=action')
      })
    })
}

const refusals: Scenario = {
  title: 'what cannot be done, and what fails',
  play: (world) =>
    withServers(world, [{}, {}], async ([id = '', other = '']) => {
      const refused = (body: Readonly<Record<string, unknown>>) => async () => refusal(await act(world, id, body))
      return noted({
        'start an active one': refused({ 'os-start': null }),
        'unpause an active one': refused({ unpause: null }),
        'confirm without a resize': refused({ confirmResize: null }),
        'two actions': refused({ 'os-start': null, 'os-stop': null }),
        'no action': refused({}),
        'unknown action': refused({ 'os-fly': null }),
        'resize to the same': refused({ resize: { flavorRef: '42' } }),
        'resize to nothing known': refused({ resize: { flavorRef: 'nope' } }),
        'reboot in an odd way': async () => (await act(world, id, { reboot: { type: 'GENTLE' } })).status,
        'resetState as member': refused({ 'os-resetState': { state: 'active' } }),
        'of another project': async () =>
          refusal(
            await world.nova({ as: 'other', method: 'POST', path: `/servers/${id}/action`, body: { 'os-stop': null } })
          ),
        'locked by an admin': async () => {
          await act(world, id, { as: 'admin', lock: null })
          const stop = refusal(await act(world, id, { 'os-stop': null }))
          const remove = refusal(await world.nova({ as: 'demo', method: 'DELETE', path: `/servers/${id}` }))
          const unlock = refusal(await act(world, id, { unlock: null }))
          const byAdmin = (await act(world, id, { as: 'admin', reboot: { type: 'HARD' } })).status
          await act(world, id, { as: 'admin', unlock: null })
          return { stop, remove, unlock, byAdmin }
        },
        'a resize to a broken host': async () => {
          const { headers, status } = await act(world, other, { resize: { flavorRef: '666' } })
          const server = await quiet(world, other)
          const path = `/servers/${other}/os-instance-actions/${headers['x-openstack-request-id']}`
          const { json } = await world.nova({ as: 'admin', path, version: '2.84' })
          const { events, message } = json.instanceAction
          return {
            status,
            became: server.status,
            fault: Object.keys(server.fault ?? {}).sort(),
            message,
            events: events.map(({ event, result }: { readonly event: string; readonly result: string }) => [
              event,
              result
            ])
          }
        },
        'deleted, and still told of': async () => {
          await gone(world, [id])
          const path = `/servers/${id}/os-instance-actions`
          const show = await world.nova({ as: 'demo', path: `/servers/${id}` })
          const old = await world.nova({ as: 'demo', path, version: '2.20' })
          const now = await world.nova({ as: 'demo', path, version: '2.21' })
          const listed = await world.nova({
            as: 'demo',
            path: '/servers/detail?changes-since=2020-01-01',
            version: '2.90'
          })
          const item = listed.json.servers.find((server: { readonly id: string }) => server.id === id)
          return {
            show: refusal(show),
            old: refusal(old),
            now: [now.status, now.json.instanceActions[0].action],
            listed: shape(item?.status, 'status'),
            again: refusal(await world.nova({ as: 'demo', method: 'DELETE', path: `/servers/${id}` }))
          }
        }
      })
    })
}

export const scenarios: ReadonlyArray<Scenario> = [
  signingIn,
  microversions,
  flavorShapes,
  listings,
  creating,
  doings,
  refusals
]
