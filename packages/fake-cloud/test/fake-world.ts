import { fakeCloud, fakeCloudConfig, type FakeCloudOptions, manualClock } from '../src/index.js'
import { type World, world } from './world.js'

/** A fake cloud as old as the real one, whose clock goes on by a quarter of a second with each look. */
export const fakeWorld = (options: FakeCloudOptions = {}): World => {
  const clock = manualClock()
  const { transport } = fakeCloud({ clock, novaMax: '2.93', servers: [], ...options })
  const pause = async (): Promise<void> => clock.advance(250)
  const imageRef = '155d900f-4e14-4e4c-a73d-069cbf4541e6'
  return world({ transport, clouds: fakeCloudConfig.clouds, boot: { imageRef, networks: 'auto' }, pause })
}
