import { call } from '@openstack-ts/core'
import { right } from 'fp-ts/lib/Either.js'

import { serverDiagnostics } from '../src/server-diagnostics.js'
import { recordingCloud } from './contract/recording-service.js'

/** A driver that says nothing: what is not set is `null` (`nova/api/openstack/compute/views/server_diagnostics.py`). */
const silent = {
  config_drive: null,
  cpu_details: [],
  disk_details: [],
  driver: null,
  hypervisor: null,
  hypervisor_os: null,
  memory_details: { maximum: null, used: null },
  nic_details: [],
  num_cpus: null,
  num_disks: null,
  num_nics: null,
  state: null,
  uptime: null
}

it('reads the diagnostics of a driver that counts nothing', async () => {
  const { cloud } = recordingCloud({ status: 200, text: JSON.stringify(silent) }, '2.48')
  const answer = await call(serverDiagnostics.getDiagnostics)({ serverId: 's' })(cloud)()
  expect(answer).toEqual(
    right(
      expect.objectContaining({
        configDrive: null,
        driver: null,
        numCpus: null,
        numDisks: null,
        numNics: null,
        state: null
      })
    )
  )
})

it('still wants what Nova always writes', async () => {
  const { num_cpus: _, ...short } = silent
  const { cloud } = recordingCloud({ status: 200, text: JSON.stringify(short) }, '2.48')
  expect(await call(serverDiagnostics.getDiagnostics)({ serverId: 's' })(cloud)()).toMatchObject({
    left: { _tag: 'DecodeError' }
  })
})
