/**
 * Nova, declared.
 *
 * @since 0.1.0
 */
export { Aggregate, CachedImage } from './aggregate.js'
export { ApiVersion, MediaType } from './api-version.js'
export { AssistedVolumeSnapshot, SnapshotCreation } from './assisted-volume-snapshot.js'
export { AvailabilityZone, AvailabilityZoneService, AvailabilityZoneState } from './availability-zone.js'
export {
  type BootedServer,
  bootServer,
  type BootServerInput,
  type BootServerOptions,
  type BootVolume,
  bootVolume
} from './boot-server.js'
export { compute } from './compute.js'
export { ComputeService, SwitchedService } from './compute-service.js'
export { endpoints } from './endpoints.js'
export { Extension } from './extension.js'
export { Flavor, FlavorAccess, FlavorSummary } from './flavor.js'
export { Host, HostPower, HostResource, HostStatus } from './host.js'
export {
  Hypervisor,
  HypervisorServer,
  HypervisorService,
  HypervisorStatistics,
  HypervisorSummary,
  HypervisorUptime
} from './hypervisor.js'
export { Image, ImageServer, ImageSummary } from './image.js'
export { Keypair } from './keypair.js'
export { AbsoluteLimits, Limits } from './limits.js'
export { Link } from './link.js'
export { Migration } from './migration.js'
export { QuotaClassSet } from './quota-class-set.js'
export type { QuotaSet, QuotaSetDetail } from './quota-set.js'
export { ConsoleConnection, ConsoleProtocol, ConsoleType, RemoteConsole } from './remote-console.js'
export {
  AttachedVolume,
  CreatedServer,
  EmbeddedFlavor,
  FlavorReference,
  NamedSecurityGroup,
  Reservation,
  Server,
  ServerAddress,
  type ServerCreate,
  type ServerCreateMany,
  ServerFault,
  type ServerFilter,
  ServerImage,
  ServerSummary,
  type ServerUpdate
} from './server.js'
export { ServerAction, ServerActionEvent } from './server-action.js'
export { EvacuatedServer } from './server-administration.js'
export {
  CpuDiagnostics,
  DiskDiagnostics,
  MemoryDiagnostics,
  NicDiagnostics,
  ServerDiagnostics
} from './server-diagnostics.js'
export { ExternalEventInput, ServerExternalEvent } from './server-external-event.js'
export { ServerGroup, ServerGroupRules } from './server-group.js'
export {
  BlockDevice,
  LegacyBlockDevice,
  NetworkWish,
  PersonalityFile,
  SchedulerHints,
  SecurityGroupWish
} from './server-input.js'
export {
  RuleGroup,
  RuleRange,
  SecurityGroupRule,
  ServerIp,
  ServerSecurityGroup,
  ServerTopology,
  TopologyNode
} from './server-inspection.js'
export { InterfaceAddress, ServerInterface, WantedAddress } from './server-interface.js'
export { ServerMigration } from './server-migration.js'
export { CreatedImage, LegacyConsole, RebuiltServer, RescuePassword } from './server-operation.js'
export { ServerShare } from './server-share.js'
export { ServerStatus, TaskState, VmState } from './server-state.js'
export { NoUsage, ServerUsage, TenantUsage, TenantUsagePage } from './tenant-usage.js'
export { HostAudit, UsageAuditLog } from './usage-audit-log.js'
export { mergeUsages, usageOf, type UsageOfInput } from './usage-of.js'
export { CreatedVolumeAttachment, VolumeAttachment } from './volume-attachment.js'
export { type ActionAddress, type SeenAction, waitForAction, type WaitForActionOptions } from './wait-for-action.js'
export { waitForServer, waitForServerGone, type WaitForServerOptions, type WantedServer } from './wait-for-server.js'
