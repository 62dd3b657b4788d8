/**
 * A stateful Keystone and Nova in memory, as a transport and as an HTTP server.
 *
 * @since 0.1.0
 */
export {
  type Accounts,
  type ApplicationCredential,
  demoAccounts,
  type Named,
  type Project,
  type RoleName,
  type User
} from './account.js'
export { fakeCloud, type FakeCloud, type FakeCloudOptions, fakeOrigin, type SourceContext } from './fake-cloud.js'
export { type CloudEntry, type CloudsFile, fakeCloudConfig, fakeCloudConfigAt } from './fake-cloud-config.js'
export { demoFlavors } from './flavors.js'
export { fleet, type FleetOptions, measured } from './fleet.js'
export { type FaultKind, type InjectedFault, type Outcome } from './injection.js'
export { type ManualClock, manualClock } from './manual-clock.js'
export { type Change, type Deed, type Fault, type Flavor, type Server, type ServerState, type Step } from './model.js'
export { serve, type Served } from './serve.js'
export { type ServerSource } from './store.js'
export { stories } from './stories.js'
export { type Story, type StoryDeed, type StoryServer, storyServerId, storySource, type StoryStep } from './story.js'
export { type WireAnswer, type WireRequest } from './wire.js'
