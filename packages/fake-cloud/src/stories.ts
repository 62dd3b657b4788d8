/**
 * Eight stories that operators meet: what the records of a cloud look like when something went wrong, and what they leave
 * out.
 *
 * @see https://docs.openstack.org/api-guide/compute/faults.html
 * @since 0.1.0
 */
import type { Story, StoryDeed, StoryServer, StoryStep } from './story.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const minutes = 60
const hours = 3600
const days = 86_400

/** A server's first action, which went well. */
const created = (ago: number, by: string): StoryDeed => ({
  action: 'create',
  ago,
  by,
  steps: [{ event: 'compute__do_build_and_run_instance', at: 1, lasts: 3 }]
})

const one = (
  [action, event]: readonly [action: string, event: string],
  when: { readonly ago: number; readonly by: string | null },
  step: Partial<StoryStep> = {}
): StoryDeed => ({ action, ...when, steps: [{ event, at: 0, lasts: 1, ...step }] })

/** A Python traceback, as Nova stores it: the frames, then what was raised. */
const traceback = (
  raised: string,
  ...frames: ReadonlyArray<readonly [file: string, line: number, name: string]>
): string =>
  [
    ...frames.map(
      ([file, line, name]) => `  File "/usr/lib/python3/dist-packages/${file}", line ${line}, in ${name}\n`
    ),
    raised
  ]
    .join('')
    .concat('\n')

const two = (n: number): string => String(n).padStart(2, '0')

// 1 --------------------------------------------------------------------------------------

const noHost = 'No valid host was found. There are not enough hosts available.'

const noHostTrace = traceback(
  `nova.exception.NoValidHost: ${noHost}`,
  ['nova/conductor/manager.py', 356, '_cold_migrate'],
  ['nova/conductor/tasks/migrate.py', 322, '_execute'],
  ['nova/scheduler/manager.py', 223, 'select_destinations']
)

const failedResize: Story = {
  title: 'A resize that finds no host',
  moral: 'The server is ACTIVE, as if nothing had happened; only the action tells that the resize failed, and where.',
  servers: [
    {
      name: 'web-1',
      project: 'demo',
      owner: 'alice',
      host: 'cmp-02',
      createdAgo: 9 * days,
      deeds: [
        created(9 * days, 'alice'),
        one(['stop', 'compute_stop_instance'], { ago: 2 * days, by: 'alice' }, { lasts: 2 }),
        one(['start', 'compute_start_instance'], { ago: 2 * days - 10 * minutes, by: 'alice' }, { lasts: 2 }),
        {
          action: 'resize',
          ago: 25 * minutes,
          by: 'alice',
          steps: [
            {
              event: 'conductor_migrate_server',
              at: 0,
              lasts: 1,
              result: 'Error',
              host: 'ctl-1',
              traceback: noHostTrace,
              details: noHost
            },
            {
              event: 'cold_migrate',
              at: 0,
              lasts: 1,
              result: 'Error',
              host: 'ctl-1',
              traceback: noHostTrace,
              details: noHost
            }
          ]
        }
      ]
    }
  ]
}

// 2 --------------------------------------------------------------------------------------

const abandonedMigration: Story = {
  title: 'A live migration that nobody finishes',
  moral: 'A step began three hours ago and never ended, though the server has no task any more: it was abandoned.',
  servers: [
    {
      name: 'db-1',
      project: 'demo',
      owner: 'bob',
      host: 'cmp-12',
      flavor: 'm1.large',
      createdAgo: 40 * days,
      deeds: [
        created(40 * days, 'bob'),
        {
          action: 'live-migration',
          ago: 3 * hours,
          by: 'admin',
          from: 'admin',
          steps: [
            { event: 'conductor_live_migrate_instance', at: 0, lasts: 9, host: 'ctl-1' },
            { event: 'compute_check_can_live_migrate_destination', at: 2, lasts: 3, host: 'cmp-04' },
            { event: 'compute_check_can_live_migrate_source', at: 3, lasts: 1 },
            { event: 'compute_live_migration', at: 9 },
            { event: 'compute_pre_live_migration', at: 10, lasts: 4, host: 'cmp-04' }
          ]
        }
      ]
    }
  ]
}

// 3 --------------------------------------------------------------------------------------

const timeout = 'MessagingTimeout'

const timeoutTrace = traceback(
  'oslo_messaging.exceptions.MessagingTimeout: Timed out waiting for a reply to message ID 1c2e8f0a',
  ['nova/compute/manager.py', 3021, 'reboot_instance'],
  ['nova/network/neutron.py', 2010, '_get_instance_nw_info'],
  ['oslo_messaging/_drivers/amqpdriver.py', 441, 'get']
)

const rabbitOutage: Story = {
  title: 'The message queue is away for three minutes',
  moral:
    'Forty servers on every host fail at the same step within three minutes, with the same traceback: not the servers.',
  servers: Array.from({ length: 40 }, (_, i): StoryServer => ({
    name: `batch-${two(i + 1)}`,
    project: 'demo',
    owner: 'bob',
    host: `cmp-${two(1 + (i % 8))}`,
    createdAgo: 20 * days + i * minutes,
    deeds: [
      created(20 * days + i * minutes, 'bob'),
      one(
        ['reboot', 'compute_reboot_instance'],
        { ago: 95 * minutes - i * 4.5, by: 'bob' },
        {
          lasts: 60,
          result: 'Error',
          traceback: timeoutTrace,
          details: timeout
        }
      )
    ]
  }))
}

// 4 --------------------------------------------------------------------------------------

const noSpace = 'Failed to resize disk: No space left on device'

const noSpaceTrace = traceback(
  `nova.exception.ResizeError: Resize error: ${noSpace}`,
  ['nova/compute/manager.py', 6217, 'finish_resize'],
  ['nova/virt/libvirt/driver.py', 11734, 'finish_migration'],
  ['oslo_concurrency/processutils.py', 438, 'execute']
)

const resizeTo = (host: string, ago: number, i: number): StoryDeed => {
  const source = `cmp-0${1 + (i % 4)}`
  const last: StoryStep = { event: 'compute_finish_resize', at: 12, lasts: 5, host }
  const failed: StoryStep = { ...last, result: 'Error', traceback: noSpaceTrace, details: noSpace }
  return {
    action: 'resize',
    ago,
    by: i % 2 === 0 ? 'alice' : 'bob',
    steps: [
      { event: 'conductor_migrate_server', at: 0, lasts: 2, host: 'ctl-1' },
      { event: 'cold_migrate', at: 0, lasts: 2, host: 'ctl-1' },
      { event: 'compute_prep_resize', at: 2, lasts: 1, host },
      { event: 'compute_resize_instance', at: 4, lasts: 7, host: source },
      host === 'cmp-11' ? failed : last
    ]
  }
}

const badHost: Story = {
  title: 'One host with a full disk',
  moral: 'Different servers, users and hours; what fails has one thing in common: the host cmp-11.',
  servers: Array.from({ length: 6 }, (_, i): StoryServer => ({
    name: `app-${i + 1}`,
    project: 'demo',
    owner: i % 2 === 0 ? 'alice' : 'bob',
    host: i < 4 ? 'cmp-11' : 'cmp-03',
    vmState: i < 4 ? 'error' : 'resized',
    createdAgo: (30 + i) * days,
    ...(i < 4 ? { fault: { message: noSpace, ago: (5 + i * 3) * hours, details: noSpaceTrace } } : {}),
    deeds: [
      created((30 + i) * days, i % 2 === 0 ? 'alice' : 'bob'),
      resizeTo(i < 4 ? 'cmp-11' : 'cmp-03', (5 + i * 3) * hours, i)
    ]
  }))
}

// 5 --------------------------------------------------------------------------------------

const buildAbort = 'Build of instance aborted: Failed to allocate the network(s), not rescheduling.'

const buildTrace = traceback(
  `nova.exception.BuildAbortException: ${buildAbort}`,
  ['nova/compute/manager.py', 2690, '_build_and_run_instance'],
  ['nova/compute/manager.py', 2968, '_build_resources']
)

const multiCreate: Story = {
  title: 'Twelve servers asked for at once, nine of them come',
  moral: 'One request id on twelve servers; the three that failed were built on cmp-07, with the same traceback.',
  servers: Array.from({ length: 12 }, (_, i): StoryServer => {
    const fails = i % 4 === 2
    const host = fails ? 'cmp-07' : `cmp-0${1 + (i % 6)}`
    const failed = { result: 'Error', traceback: buildTrace, details: buildAbort } as const
    return {
      name: `worker-${two(i + 1)}`,
      project: 'demo',
      owner: 'alice',
      host,
      vmState: fails ? 'error' : 'active',
      createdAgo: 6 * hours,
      ...(fails ? { fault: { message: buildAbort, ago: 6 * hours - 40, details: buildTrace } } : {}),
      deeds: [
        {
          action: 'create',
          ago: 6 * hours,
          by: 'alice',
          request: 'twelve workers',
          steps: [
            {
              event: 'compute__do_build_and_run_instance',
              at: 2 + (i % 3),
              lasts: fails ? 38 : 5,
              host,
              ...(fails ? failed : {})
            }
          ]
        }
      ]
    }
  })
}

// 6 --------------------------------------------------------------------------------------

const powerSync: Story = {
  title: 'A server that nobody stopped',
  moral: 'No user stopped it: the guest was off already, and Nova noticed.',
  servers: [
    {
      name: 'cache-1',
      project: 'demo',
      owner: 'alice',
      host: 'cmp-05',
      vmState: 'stopped',
      createdAgo: 60 * days,
      deeds: [
        created(60 * days, 'alice'),
        one(['reboot', 'compute_reboot_instance'], { ago: 8 * days, by: 'alice' }, { lasts: 12 }),
        one(['stop', 'compute_stop_instance'], { ago: 7 * hours, by: null }, { lasts: 1 })
      ]
    }
  ]
}

// 7 --------------------------------------------------------------------------------------

const deleted: Story = {
  title: 'A server that is gone',
  moral: 'It is in no listing, but by its id its actions are still there: bob deleted it, yesterday.',
  servers: [
    {
      name: 'staging-1',
      project: 'demo',
      owner: 'alice',
      host: 'cmp-06',
      createdAgo: 14 * days,
      deletedAgo: 1 * days,
      deeds: [
        created(14 * days, 'alice'),
        one(['stop', 'compute_stop_instance'], { ago: 1 * days + 20 * minutes, by: 'alice' }),
        one(['delete', 'compute_terminate_instance'], { ago: 1 * days, by: 'bob' }, { lasts: 3 })
      ]
    }
  ]
}

// 8 --------------------------------------------------------------------------------------

const copyFailed = 'Unexpected error while running command. Command: ssh -o BatchMode=yes 10.0.0.8 mkdir'

const copyTrace = traceback(
  `nova.exception.ResizeError: Resize error: ${copyFailed}`,
  ['nova/compute/manager.py', 5752, 'prep_resize'],
  ['nova/compute/manager.py', 5695, '_prep_resize']
)

const retried: Story = {
  title: 'A resize that fails, is tried again, and succeeds',
  moral:
    'Two rows of one step: the end of the second try was noted on the first row, and the second stays open for ever.',
  servers: [
    {
      name: 'queue-1',
      project: 'demo',
      owner: 'bob',
      host: 'cmp-01',
      vmState: 'resized',
      createdAgo: 25 * days,
      deeds: [
        created(25 * days, 'bob'),
        {
          action: 'resize',
          ago: 50 * minutes,
          by: 'bob',
          sticky: true,
          steps: [
            { event: 'conductor_migrate_server', at: 0, lasts: 9, host: 'ctl-1' },
            { event: 'cold_migrate', at: 0, lasts: 9, host: 'ctl-1' },
            {
              event: 'compute_prep_resize',
              at: 2,
              lasts: 7,
              host: 'cmp-08',
              traceback: copyTrace,
              details: copyFailed
            },
            { event: 'compute_prep_resize', at: 7, host: 'cmp-01' },
            { event: 'compute_resize_instance', at: 10, lasts: 6, host: 'cmp-03' },
            { event: 'compute_finish_resize', at: 17, lasts: 4 }
          ]
        }
      ]
    }
  ]
}

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

/** All eight, in this order. */
export const stories: ReadonlyArray<Story> = [
  failedResize,
  abandonedMigration,
  rabbitOutage,
  badHost,
  multiCreate,
  powerSync,
  deleted,
  retried
]
