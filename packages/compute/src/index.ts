/**
 * Nova, declared.
 *
 * @since 0.1.0
 */
export { Aggregate, type AggregateCreate, type AggregateUpdate, CachedImage } from './aggregate.js'
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
export {
  ComputeService,
  type ComputeServiceFilter,
  type ComputeServiceUpdate,
  SwitchedService
} from './compute-service.js'
export { ConsoleConnection } from './console-auth-token.js'
export { endpoints } from './endpoints.js'
export { Extension } from './extension.js'
export { Flavor, type FlavorCreate, type FlavorFilter, FlavorSummary, type FlavorUpdate } from './flavor.js'
export { FlavorAccess } from './flavor-access.js'
export { Host, HostPower, HostResource, HostStatus } from './host.js'
export {
  Hypervisor,
  type HypervisorFilter,
  HypervisorServer,
  HypervisorService,
  HypervisorStatistics,
  HypervisorSummary,
  HypervisorUptime
} from './hypervisor.js'
export { Image, type ImageFilter, ImageServer, ImageSummary } from './image.js'
export { Keypair, type KeypairCreate, type KeypairFilter } from './keypair.js'
export { AbsoluteLimits, Limits } from './limits.js'
export { Link } from './link.js'
export { Migration, type MigrationFilter } from './migration.js'
export { openConsole, type OpenConsoleInput } from './open-console.js'
export { QuotaClassSet, type QuotaClassSetUpdate } from './quota-class-set.js'
export type { QuotaSet, QuotaSetDetail, QuotaSetUpdate } from './quota-set.js'
export {
  isReachable,
  isReachableService,
  isUnreachable,
  type ReachableServer,
  type ReachableService,
  type UnreachableServer
} from './reachable.js'
export { ConsoleProtocol, ConsoleType, RemoteConsole, type RemoteConsoleCreate } from './remote-console.js'
export {
  CreatedServer,
  Reservation,
  Server,
  type ServerCreate,
  type ServerCreateMany,
  type ServerFilter,
  ServerSummary,
  type ServerUpdate
} from './server.js'
export { ServerAction, ServerActionEvent, type ServerActionFilter } from './server-action.js'
export { ServerIp } from './server-address.js'
export {
  EvacuatedServer,
  type ServerEvacuate,
  type ServerLiveMigrate,
  type ServerMigrate
} from './server-administration.js'
export { LegacyConsole } from './server-console.js'
export {
  CpuDiagnostics,
  DiskDiagnostics,
  MemoryDiagnostics,
  NicDiagnostics,
  ServerDiagnostics
} from './server-diagnostics.js'
export { ExternalEventInput, ServerExternalEvent } from './server-external-event.js'
export {
  AttachedVolume,
  EmbeddedFlavor,
  FlavorReference,
  NamedSecurityGroup,
  ServerAddress,
  ServerFault,
  ServerImage
} from './server-fields.js'
export { ServerGroup, type ServerGroupCreate, ServerGroupRules } from './server-group.js'
export { CreatedImage, type ServerBackupCreate, type ServerImageCreate } from './server-image.js'
export {
  BlockDevice,
  LegacyBlockDevice,
  NetworkWish,
  PersonalityFile,
  SchedulerHints,
  SecurityGroupWish
} from './server-input.js'
export { InterfaceAddress, ServerInterface, type ServerInterfaceCreate, WantedAddress } from './server-interface.js'
export { ServerMigration } from './server-migration.js'
export {
  RebuiltServer,
  RescuePassword,
  type ServerRebuild,
  type ServerRescue,
  type ServerResize,
  type ServerUnshelve
} from './server-operation.js'
export { RuleGroup, RuleRange, SecurityGroupRule, ServerSecurityGroup } from './server-security-group.js'
export { ServerShare, type ServerShareCreate } from './server-share.js'
export { ServerStatus, TaskState, VmState } from './server-state.js'
export { ServerTopology, TopologyNode } from './server-topology.js'
export { disableService, enableService, findService, forceServiceDown, type ServiceAddress } from './switch-service.js'
export { NoUsage, ServerUsage, TenantUsage, type TenantUsageFilter, TenantUsagePage } from './tenant-usage.js'
export { HostAudit, UsageAuditLog } from './usage-audit-log.js'
export { mergeUsages, usageOf, type UsageOfInput, usagesOf, type UsagesOfInput } from './usage-of.js'
export {
  CreatedVolumeAttachment,
  VolumeAttachment,
  type VolumeAttachmentCreate,
  type VolumeAttachmentUpdate
} from './volume-attachment.js'
export {
  type ActionAddress,
  type ActionWait,
  type ActionWaitError,
  type SeenAction,
  waitForAction,
  type WaitForActionOptions
} from './wait-for-action.js'
export { waitForServer, waitForServerGone, type WaitForServerOptions, type WantedServer } from './wait-for-server.js'
