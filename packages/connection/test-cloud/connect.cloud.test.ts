import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { compute } from '@openstack-ts/compute'

import { connect } from '../src/index.js'

process.env['OS_CLIENT_CONFIG_FILE'] ??= join(tmpdir(), 'openstack-ts-cloud', 'clouds.yaml')
const there = existsSync(process.env['OS_CLIENT_CONFIG_FILE'])
const onCloud = there ? it : it.skip

describe('connect', () => {
  onCloud('lists with what clouds.yaml says, and knows who it is', async () => {
    await using cloud = await connect({ cloud: 'demo' })
    const flavors = await compute(cloud).flavors.list.all()
    expect(flavors.map(({ name }) => name)).toContain('m1.tiny')
    expect(await cloud.access()).toMatchObject({ right: { user: { name: 'demo' }, project: { name: 'demo' } } })
  })
})
