import { type Microversion } from '@openstack-ts/core'
import { right } from 'fp-ts/lib/Either.js'

import { openConsole } from '../src/index.js'
import { recordingCloud } from './contract/recording-service.js'

const open = async (type: Parameters<typeof openConsole>[0]['type'], version: Microversion) => {
  const console = { type, url: 'http://proxy/?token=t' }
  const answer = version === '2.5' ? { console } : { remote_console: { ...console, protocol: 'vnc' } }
  const { asked, cloud } = recordingCloud({ status: 200, text: JSON.stringify(answer) }, version)
  const answered = await openConsole({ serverId: 's1', type })(cloud)()
  return { answered, asked: asked() }
}

it('opens a remote console from 2.6 on, and says how its type speaks', async () => {
  const { answered, asked } = await open('novnc', '2.104')
  expect(answered).toEqual(right({ protocol: 'vnc', type: 'novnc', url: 'http://proxy/?token=t' }))
  expect(asked).toMatchObject({
    path: '/servers/s1/remote-consoles',
    body: '{"remote_console":{"protocol":"vnc","type":"novnc"}}'
  })
})

it.each([
  ['novnc', 'os-getVNCConsole', 'vnc'],
  ['xvpvnc', 'os-getVNCConsole', 'vnc'],
  ['spice-html5', 'os-getSPICEConsole', 'spice'],
  ['serial', 'os-getSerialConsole', 'serial']
] as const)('opens %s by %s before', async (type, action, protocol) => {
  const { answered, asked } = await open(type, '2.5')
  expect(answered).toEqual(right({ protocol, type, url: 'http://proxy/?token=t' }))
  expect(asked).toMatchObject({ path: '/servers/s1/action', body: `{"${action}":{"type":"${type}"}}` })
})

it('says what a type needs that there was not then', async () => {
  const { answered, asked } = await open('webmks', '2.5')
  expect(answered).toMatchObject({ left: { _tag: 'MicroversionError' } })
  expect(asked).toBeUndefined()
})
