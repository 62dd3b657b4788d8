/**
 * A stateful Keystone and Nova in memory, as a transport and as an HTTP server.
 *
 * @since 0.1.0
 */
export { type Accounts, demoAccounts } from './account.js'
export { fakeCloud, type FakeCloud, type FakeCloudOptions, fakeOrigin, type SourceContext } from './fake-cloud.js'
export { fakeCloudConfig, fakeCloudConfigAt } from './fake-cloud-config.js'
export { demoFlavors } from './flavors.js'
export type { Deed, Flavor, Server, Step } from './model.js'
export { stories } from './stories.js'
export { type Story, type StoryDeed, type StoryServer, storyServerId, storySource, type StoryStep } from './story.js'
