import { transportContract } from '@openstack-ts/testing'

import { type Chromium, executable, isInstalled, openChromium } from './chromium.js'

if (isInstalled()) {
  let chromium: Chromium | undefined

  beforeAll(async () => {
    chromium = await openChromium()
  }, 60_000)

  afterAll(async () => {
    await chromium?.close()
  })

  const make = (options: { readonly maxBodyBytes?: number }) => {
    if (chromium === undefined) throw new Error('Chromium did not start')
    return chromium.transport(options)
  }
  transportContract('fetch in Chromium', make, { browser: true })
} else if (process.env['CI'] === undefined) {
  it.todo(`needs Chromium at ${executable}: \`apt-get install chromium\`, or name it in CHROMIUM`)
} else {
  it(`finds Chromium at ${executable}: \`apt-get install chromium\`, or name it in CHROMIUM`, () =>
    expect(isInstalled()).toBe(true))
}
