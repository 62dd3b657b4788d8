import { type Clock, type Cloud, type ServiceRequest } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { waitForAction, waitForServer, waitForServerGone } from '../src/index.js'

// -------------------------------------------------------------------------------------
// a cloud whose server and action change from look to look
// -------------------------------------------------------------------------------------

interface Look {
  readonly server?: Readonly<Record<string, unknown>> | 403 | 404 | 503
  readonly action?: Readonly<Record<string, unknown>> | 404
}

const cloudOf = (
  ...looks: ReadonlyArray<Look>
): { readonly cloud: Cloud<'compute'>; readonly asked: Array<ServiceRequest> } => {
  const asked: Array<ServiceRequest> = []
  const count = { server: 0, action: 0 }
  const answer = (what: 'server' | 'action', envelope: string) => {
    const look = looks[Math.min(count[what]++, looks.length - 1)]?.[what] ?? 404
    return typeof look === 'number'
      ? { status: look, headers: {}, text: '{}' }
      : { status: 200, headers: {}, text: JSON.stringify({ [envelope]: look }) }
  }
  const cloud: Cloud<'compute'> = {
    compute: {
      microversions: async () => E.right({ min: '2.1', max: '2.104' }),
      policy: 'latest',
      send: (request) => async () => {
        asked.push(request)
        const isAction = request.path.includes('os-instance-actions')
        return E.right(isAction ? answer('action', 'instanceAction') : answer('server', 'server'))
      }
    }
  }
  return { cloud, asked }
}

const clock: Clock = { now: () => 0, sleep: async () => undefined }
const options = { clock, timeout: 1000 }

const server = (status: string, more: object = {}) => ({
  id: 's',
  name: 'web-1',
  status,
  'OS-EXT-STS:task_state': null,
  created: '2026-11-23T08:36:22Z',
  tenant_id: 'p',
  links: [],
  ...more
})

const step = (event: string, result: string | null, more: object = {}) => ({
  event,
  start_time: '2026-11-23T08:36:22.000000',
  finish_time: result === null ? null : '2026-11-23T08:36:23.000000',
  result,
  hostId: '',
  ...more
})

const action = (name: string, events: ReadonlyArray<object> | undefined, message: string | null = null) => ({
  action: name,
  instance_uuid: 's',
  request_id: 'req-1',
  user_id: 'u',
  project_id: 'p',
  start_time: '2026-11-23T08:36:22.000000',
  message,
  updated_at: null,
  ...(events === undefined ? {} : { events })
})

const busy = { 'OS-EXT-STS:task_state': 'resize_prep' }
const address = { serverId: 's', requestId: 'req-1' }

// -------------------------------------------------------------------------------------
// servers
// -------------------------------------------------------------------------------------

describe('waitForServer', () => {
  it('answers the server in the state, and no sooner than its task is over', async () => {
    const { asked, cloud } = cloudOf(
      { server: server('BUILD') },
      { server: server('ACTIVE', busy) },
      { server: server('ACTIVE') }
    )
    expect(await waitForServer('s', 'ACTIVE', options)(cloud)()).toMatchObject({
      right: { status: 'ACTIVE', taskState: null }
    })
    expect(asked).toHaveLength(3)
  })

  it('fails with the fault, and not where ERROR is what is waited for', async () => {
    const broken = server('ERROR', {
      fault: { code: 500, created: '2026-11-23T08:36:22Z', message: 'No valid host was found.' }
    })
    expect(await waitForServer('s', 'ACTIVE', options)(cloudOf({ server: broken }).cloud)()).toMatchObject({
      left: { _tag: 'WaitError', reason: 'failed', message: 'Server web-1 went to ERROR: No valid host was found.' }
    })
    expect(await waitForServer('s', 'ERROR', options)(cloudOf({ server: broken }).cloud)()).toMatchObject({
      right: { status: 'ERROR' }
    })
  })

  it('takes any predicate, and lives through passing trouble', async () => {
    const { cloud } = cloudOf(
      { server: 503 },
      { server: server('ACTIVE') },
      { server: server('ACTIVE', { locked: true }) }
    )
    expect(await waitForServer('s', ({ locked }) => locked === true, options)(cloud)()).toMatchObject({
      right: { locked: true }
    })
  })

  it('waits until it is gone', async () => {
    expect(
      await waitForServerGone('s', options)(cloudOf({ server: server('ACTIVE') }, { server: 404 }).cloud)()
    ).toEqual(E.right(undefined))
  })

  it('takes one that is kept to be restored for gone', async () => {
    const seen: Array<string> = []
    const onLook = ({ status }: { readonly status: string }): void => void seen.push(status)
    const { cloud } = cloudOf({ server: server('ACTIVE') }, { server: server('SOFT_DELETED') })
    expect(await waitForServerGone('s', { ...options, onLook })(cloud)()).toEqual(E.right(undefined))
    expect(seen).toEqual(['ACTIVE', 'SOFT_DELETED'])
    const gone = cloudOf({ server: server('ACTIVE') }, { server: 404 })
    expect(await waitForServerGone('s', { ...options, onLook })(gone.cloud)()).toEqual(E.right(undefined))
  })

  it('does not take a refusal for gone', async () => {
    expect(await waitForServerGone('s', options)(cloudOf({ server: 403 }).cloud)()).toMatchObject({
      left: { _tag: 'HttpError', status: 403 }
    })
  })
})

// -------------------------------------------------------------------------------------
// actions
// -------------------------------------------------------------------------------------

describe('waitForAction', () => {
  const done = step('cold_migrate', 'Success')

  it('answers the action once the server is idle and every step has ended', async () => {
    const { cloud } = cloudOf(
      { action: 404, server: server('ACTIVE', busy) },
      { action: action('resize', []), server: server('RESIZE', busy) },
      { action: action('resize', [step('cold_migrate', null)]), server: server('ACTIVE') },
      { action: action('resize', [done]), server: server('VERIFY_RESIZE') }
    )
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({
      right: { action: 'resize', events: [{ result: 'Success' }] }
    })
  })

  it('fails with the step, its host and its details, though the server is ACTIVE', async () => {
    const failed = step('cold_migrate', 'Error', {
      host: 'cmp-1',
      details: 'No valid host was found.',
      traceback: 'Traceback…'
    })
    const { cloud } = cloudOf({ action: action('resize', [failed], 'Error'), server: server('ACTIVE') })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({
      left: {
        _tag: 'WaitError',
        reason: 'failed',
        message: 'resize of server s failed at cold_migrate on cmp-1: No valid host was found. (request req-1)'
      }
    })
  })

  it('says as much as this account may see', async () => {
    const message = async (events: ReadonlyArray<object> | undefined, more: object = {}) => {
      const { cloud } = cloudOf({ action: action('resize', events, 'Error'), server: server('ACTIVE', more) })
      const answer = await waitForAction(address, options)(cloud)()
      return E.isLeft(answer) ? answer.left.message : undefined
    }
    expect(await message([step('cold_migrate', 'Error')])).toBe(
      'resize of server s failed at cold_migrate (request req-1)'
    )
    expect(await message([step('cold_migrate', 'Error', { hostId: '9c5f' })])).toBe(
      'resize of server s failed at cold_migrate on the host known as 9c5f (request req-1)'
    )
    expect(await message(undefined)).toBe('resize of server s failed (request req-1)')
    const fault = { code: 500, created: '2026-11-23T08:36:22Z', message: 'No valid host was found.' }
    expect(await message(undefined, { fault })).toBe(
      'resize of server s failed: No valid host was found. (request req-1)'
    )
  })

  it('waits for another try while the server is at work', async () => {
    const { cloud } = cloudOf(
      { action: action('resize', [step('cold_migrate', 'Error')], 'Error'), server: server('RESIZE', busy) },
      { action: action('resize', [step('cold_migrate', 'Error')], 'Error'), server: server('ACTIVE') }
    )
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ left: { reason: 'failed' } })
  })

  it('takes a step that a second of its name has ended for ended', async () => {
    const { cloud } = cloudOf({
      action: action('create', [done, step('cold_migrate', null)]),
      server: server('ACTIVE')
    })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ right: { action: 'create' } })
  })

  it('forgets an error where a later try went well', async () => {
    const { cloud } = cloudOf({
      action: action(
        'live-migration',
        [step('compute_live_migration', null), step('compute_live_migration', 'Success')],
        'Error'
      ),
      server: server('ACTIVE')
    })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ right: { action: 'live-migration' } })
  })

  it('takes an action without steps for over at the third idle look', async () => {
    const { asked, cloud } = cloudOf({ action: action('resetState', []), server: server('ACTIVE') })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ right: { action: 'resetState' } })
    expect(asked).toHaveLength(6)
  })

  it('waits longer for a first step where it is told to', async () => {
    const idle = { action: action('attach_volume', []), server: server('ACTIVE') } as const
    const failed = { ...idle, action: action('attach_volume', [step('compute_attach_volume', 'Error')], 'Error') }
    const late = [idle, idle, idle, idle, failed] as const
    expect(await waitForAction(address, options)(cloudOf(...late).cloud)()).toMatchObject({
      right: { action: 'attach_volume' }
    })
    expect(await waitForAction(address, { ...options, patience: 6 })(cloudOf(...late).cloud)()).toMatchObject({
      left: { reason: 'failed' }
    })
  })

  it('tells what it saw last, by its type, and each look', async () => {
    const { cloud } = cloudOf({
      action: action('stop', [step('compute_stop_instance', 'Error')], 'Error'),
      server: server('ACTIVE')
    })
    const looks: Array<number> = []
    const answer = await waitForAction(address, { ...options, onLook: ({ idle }) => void looks.push(idle) })(cloud)()
    if (E.isRight(answer) || answer.left._tag !== 'WaitError') throw new Error('it was to fail')
    expect(answer.left.last?.action?.action).toBe('stop')
    expect(looks).toEqual([1])
  })

  it('sees the step that comes while it waits', async () => {
    const { cloud } = cloudOf(
      { action: action('attach_volume', []), server: server('ACTIVE') },
      { action: action('attach_volume', []), server: server('ACTIVE') },
      { action: action('attach_volume', [step('compute_attach_volume', 'Error')], 'Error'), server: server('ACTIVE') }
    )
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ left: { reason: 'failed' } })
  })

  it('looks at the server before the action: a step that fails in between is not missed', async () => {
    const { asked, cloud } = cloudOf({ action: action('stop', [done]), server: server('SHUTOFF') })
    await waitForAction(address, options)(cloud)()
    expect(asked.map(({ path }) => path)).toEqual(['/servers/s', '/servers/s/os-instance-actions/req-1'])
  })

  it('does not wait for an action that was never recorded', async () => {
    const { asked, cloud } = cloudOf({ action: 404, server: server('ACTIVE') })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({
      left: { _tag: 'WaitError', message: 'Nova has no record of req-1 among the actions of server s' }
    })
    expect(asked).toHaveLength(6)
  })

  it('waits for the record of a create until the server has been scheduled', async () => {
    const building = { action: 404, server: server('BUILD', { 'OS-EXT-STS:task_state': 'scheduling' }) } as const
    const { cloud } = cloudOf(building, building, building, building, {
      action: action('create', [step('compute__do_build_and_run_instance', 'Success')]),
      server: server('ACTIVE')
    })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ right: { action: 'create' } })
  })

  it('keeps waiting while the cell cannot be reached', async () => {
    const { cloud } = cloudOf(
      { action: action('stop', [done]), server: { ...server('UNKNOWN'), 'OS-EXT-STS:task_state': undefined } },
      { action: action('stop', [done]), server: server('SHUTOFF') }
    )
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ right: { action: 'stop' } })
  })

  it('ends at its deadline, and at an abort', async () => {
    let now = 0
    const passing: Clock = {
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds
      }
    }
    const stuck = { action: action('stop', [step('compute_stop_instance', null)]), server: server('ACTIVE', busy) }
    const late = await waitForAction(address, { clock: passing, timeout: 60_000 })(cloudOf(stuck).cloud)()
    expect(late).toMatchObject({ left: { _tag: 'WaitError', reason: 'timeout', last: { action: { action: 'stop' } } } })
    const ended = await waitForAction(address, { ...options, signal: AbortSignal.abort() })(cloudOf(stuck).cloud)()
    expect(ended).toMatchObject({ left: { _tag: 'TransportError', reason: 'aborted' } })
  })

  it('fails a create whose step says Success and whose server says ERROR', async () => {
    const broken = server('ERROR', { fault: { code: 500, created: '2026-11-23T08:36:22Z', message: 'Build failed.' } })
    const { cloud } = cloudOf({
      action: action('create', [step('compute__do_build_and_run_instance', 'Success')]),
      server: broken
    })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({
      left: { message: 'Server web-1 went to ERROR: Build failed.' }
    })
  })

  it('ends well when the server is gone, as after a delete', async () => {
    const { cloud } = cloudOf({
      action: action('delete', [step('compute_terminate_instance', 'Success')]),
      server: 404
    })
    expect(await waitForAction(address, options)(cloud)()).toMatchObject({ right: { action: 'delete' } })
  })
})
