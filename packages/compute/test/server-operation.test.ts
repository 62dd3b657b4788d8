import { call, type Microversion } from '@openstack-ts/core'
import { isLeft } from 'fp-ts/lib/Either.js'

import type { AnyEndpoint } from '../contract/match.js'
import { endpoints } from '../src/index.js'
import { recordingCloud } from './contract/recording-service.js'

const { servers } = endpoints
const s = { serverId: 's1' }
const nothing = { status: 202, text: '' }

/** What is sent at a microversion; or what is wrong. */
const said = async (endpoint: AnyEndpoint, input: object, version: Microversion): Promise<string> => {
  const { asked, cloud } = recordingCloud(nothing, version)
  const answer = await call(endpoint)(input)(cloud)()
  if (isLeft(answer) && asked() === undefined) return `${answer.left._tag}: ${answer.left.message}`
  return asked()?.body ?? ''
}

describe('actions whose shape changes', () => {
  it('locks', async () => {
    expect(await said(servers.lock, s, '2.1')).toBe('{"lock":null}')
    expect(await said(servers.lock, s, '2.104')).toBe('{"lock":null}')
    expect(await said(servers.lock, { ...s, reason: 'being repaired' }, '2.104')).toBe(
      '{"lock":{"locked_reason":"being repaired"}}'
    )
    expect(await said(servers.lock, { ...s, reason: 'x' }, '2.72')).toMatch(/^MicroversionError: reason .* 2\.73/)
  })

  it('unshelves', async () => {
    expect(await said(servers.unshelve, s, '2.1')).toBe('{"unshelve":null}')
    expect(await said(servers.unshelve, { ...s, availabilityZone: 'a' }, '2.76')).toMatch(/^MicroversionError/)
    expect(await said(servers.unshelve, { ...s, availabilityZone: 'a' }, '2.77')).toBe(
      '{"unshelve":{"availability_zone":"a"}}'
    )
    expect(await said(servers.unshelve, { ...s, availabilityZone: null }, '2.90')).toMatch(/^MicroversionError.*2\.91/)
    expect(await said(servers.unshelve, { ...s, availabilityZone: null, host: 'h' }, '2.91')).toBe(
      '{"unshelve":{"availability_zone":null,"host":"h"}}'
    )
  })

  it('migrates', async () => {
    expect(await said(servers.migrate, s, '2.1')).toBe('{"migrate":null}')
    expect(await said(servers.migrate, { ...s, host: 'h' }, '2.55')).toMatch(/^MicroversionError/)
    expect(await said(servers.migrate, { ...s, host: 'h' }, '2.56')).toBe('{"migrate":{"host":"h"}}')
  })

  it('migrates live', async () => {
    const plain = { ...s, host: null, blockMigration: false }
    expect(await said(servers.liveMigrate, plain, '2.24')).toMatch(/^RequestError: .* needs diskOverCommit/)
    expect(await said(servers.liveMigrate, { ...plain, diskOverCommit: false }, '2.24')).toBe(
      '{"os-migrateLive":{"host":null,"block_migration":false,"disk_over_commit":false}}'
    )
    expect(await said(servers.liveMigrate, { ...plain, blockMigration: 'auto' }, '2.24')).toMatch(/^MicroversionError/)
    expect(await said(servers.liveMigrate, { ...plain, blockMigration: 'auto' }, '2.104')).toBe(
      '{"os-migrateLive":{"host":null,"block_migration":"auto"}}'
    )
    expect(await said(servers.liveMigrate, { ...plain, diskOverCommit: false }, '2.25')).toMatch(/2\.24 or older/)
    expect(await said(servers.liveMigrate, { ...plain, force: true }, '2.29')).toMatch(/from 2\.30 to 2\.67/)
    expect(await said(servers.liveMigrate, { ...plain, force: true }, '2.68')).toMatch(/from 2\.30 to 2\.67/)
  })

  it('evacuates', async () => {
    expect(await said(servers.evacuate, s, '2.13')).toMatch(/^RequestError: .* needs onSharedStorage/)
    expect(await said(servers.evacuate, { ...s, onSharedStorage: true }, '2.13')).toBe(
      '{"evacuate":{"onSharedStorage":true}}'
    )
    expect(await said(servers.evacuate, s, '2.104')).toBe('{"evacuate":{}}')
  })

  it.each([
    [servers.addFloatingIp, { ...s, address: '10.0.0.1' }, '2.43'],
    [servers.removeFixedIp, { ...s, address: '10.0.0.1' }, '2.43'],
    [servers.getVncConsole, { ...s, type: 'novnc' }, '2.5'],
    [servers.getSerialConsole, { ...s, type: 'serial' }, '2.5']
  ] as const)('refuses %o after its time', async (endpoint, input, until) => {
    expect(await said(endpoint, input, until)).toMatch(/^\{/)
    expect(await said(endpoint, input, '2.104')).toMatch(/^MicroversionError/)
  })

  it('crashes servers from 2.17 on', async () => {
    expect(await said(servers.triggerCrashDump, s, '2.16')).toMatch(/^MicroversionError/)
    expect(await said(servers.triggerCrashDump, s, '2.17')).toBe('{"trigger_crash_dump":null}')
  })
})

describe('answers of actions', () => {
  it('says where an image is, by address or by id', async () => {
    const input = { ...s, name: 'backup' }
    const old = recordingCloud({ status: 202, headers: { location: 'http://glance/images/i1' }, text: '' }, '2.44')
    expect(await call(servers.createImage)(input)(old.cloud)()).toEqual({
      _tag: 'Right',
      right: { location: 'http://glance/images/i1' }
    })
    const now = recordingCloud({ status: 202, text: '{"image_id": "i1"}' }, '2.45')
    expect(await call(servers.createImage)(input)(now.cloud)()).toEqual({ _tag: 'Right', right: { imageId: 'i1' } })
  })

  it('answers a password where the cloud gives one', async () => {
    const open = recordingCloud({ status: 200, text: '{"adminPass": "p"}' }, '2.104')
    expect(await call(servers.rescue)(s)(open.cloud)()).toEqual({ _tag: 'Right', right: { adminPass: 'p' } })
    const shut = recordingCloud({ status: 200, text: '{}' }, '2.104')
    expect(await call(servers.rescue)(s)(shut.cloud)()).toEqual({ _tag: 'Right', right: {} })
    const gone = recordingCloud({ status: 200, text: '' }, '2.104')
    expect(await call(servers.evacuate)(s)(gone.cloud)()).toEqual({ _tag: 'Right', right: undefined })
  })

  it('answers the text of a console', async () => {
    const { asked, cloud } = recordingCloud({ status: 200, text: '{"output": "login:"}' }, '2.104')
    expect(await call(servers.getConsoleOutput)({ ...s, length: 50 })(cloud)()).toEqual({
      _tag: 'Right',
      right: 'login:'
    })
    expect(asked()?.body).toBe('{"os-getConsoleOutput":{"length":50}}')
  })
})

it.each([
  ['reboot', { ...s, type: 'soft' }, /^RequestError: type of Server\.reboot/],
  ['reboot', s, /^RequestError: Server\.reboot needs type/],
  ['resize', s, /^RequestError: Server\.resize needs flavorRef/],
  ['resize', { ...s, flavourRef: '2' }, /^RequestError: .*did you mean flavorRef/]
] as const)('does not send a wrong %s', async (...[name, input, complaint]) => {
  expect(await said(servers[name], input, '2.104')).toMatch(complaint)
})

it('keeps apart the user data that administrators see and that of a rebuild', async () => {
  const server = { id: 's1', status: 'REBUILD', created: '2026-11-23T08:36:22Z', tenant_id: 'p', links: [] }
  const both = { ...server, user_data: 'YQ==', 'OS-EXT-SRV-ATTR:user_data': 'Yg==' }
  const { asked, cloud } = recordingCloud({ status: 202, text: JSON.stringify({ server: both }) }, '2.104')
  const answer = await call(servers.rebuild)({ ...s, imageRef: 'i2', userData: null, keyName: null })(cloud)()
  expect(answer).toMatchObject({ right: { newUserData: 'YQ==', userData: 'Yg==' } })
  expect(asked()?.body).toBe('{"rebuild":{"imageRef":"i2","key_name":null,"user_data":null}}')
})
