import { call, type Cloud } from '@openstack-ts/core'
import { right } from 'fp-ts/lib/Either.js'

import { compute } from '../src/compute.js'
import { hypervisors } from '../src/hypervisor.js'
import { recordingCloud } from './contract/recording-service.js'

/**
 * As Nova 2.87 shows a compute whose record is there, and which has not told of its resources:
 * `nova/objects/compute_node.py`.
 */
const untold = {
  cpu_info: null,
  current_workload: null,
  disk_available_least: null,
  free_disk_gb: null,
  free_ram_mb: null,
  host_ip: null,
  hypervisor_hostname: 'cmp-1',
  hypervisor_type: 'QEMU',
  hypervisor_version: 7002000,
  id: '1bb62a04-c576-402c-8147-9e89757a09e3',
  local_gb: 0,
  local_gb_used: 0,
  memory_mb: 0,
  memory_mb_used: 0,
  running_vms: null,
  service: { disabled_reason: null, host: 'cmp-1', id: '62f62f6e-a713-4cbe-87d3-3ecf8a1e0f8d' },
  state: 'up',
  status: 'enabled',
  vcpus: 0,
  vcpus_used: 0
}

it('reads a hypervisor that has not told of its resources', async () => {
  const { cloud } = recordingCloud({ status: 200, text: JSON.stringify({ hypervisor: untold }) }, '2.87')
  expect(await call(hypervisors.get)({ hypervisorId: untold.id })(cloud)()).toEqual(
    right(
      expect.objectContaining({
        cpuInfo: null,
        currentWorkload: null,
        freeDiskGb: null,
        freeRamMb: null,
        hostIp: null,
        runningVms: null
      })
    )
  )
})

it('finds a hypervisor by what it calls itself', async () => {
  const asked: Array<string> = []
  const cloud: Cloud<'compute'> = {
    compute: {
      microversions: async () => right({ min: '2.1', max: '2.104' }),
      policy: '2.87',
      send:
        ({ path }) =>
        async () => {
          asked.push(path)
          return path.includes('cmp-1') && path.includes('pattern')
            ? right({ status: 200, headers: {}, text: JSON.stringify({ hypervisors: [untold] }) })
            : right({ status: 404, headers: {}, text: '{}' })
        }
    }
  }
  const { hypervisors: face } = compute(cloud)
  expect((await face.find('cmp-1'))?.hostname).toBe('cmp-1')
  expect(await face.find('cmp-2')).toBeUndefined()
  expect(asked).toEqual([
    '/os-hypervisors/cmp-1',
    '/os-hypervisors/detail?hypervisor_hostname_pattern=cmp-1',
    '/os-hypervisors/cmp-2',
    '/os-hypervisors/detail?hypervisor_hostname_pattern=cmp-2'
  ])
})
