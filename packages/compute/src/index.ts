/**
 * Nova, declared.
 *
 * @since 0.1.0
 */
import { promises } from '@openstack-ts/core'

import { aggregates } from './aggregate.js'
import { versions } from './api-version.js'
import { assistedVolumeSnapshots } from './assisted-volume-snapshot.js'
import { availabilityZones } from './availability-zone.js'
import { services } from './compute-service.js'
import { extensions } from './extension.js'
import { flavors } from './flavor.js'
import { hosts } from './host.js'
import { hypervisors } from './hypervisor.js'
import { images } from './image.js'
import { keypairs } from './keypair.js'
import { limits } from './limits.js'
import { migrations } from './migration.js'
import { quotaClassSets } from './quota-class-set.js'
import { quotaSets } from './quota-set.js'
import { remoteConsoles } from './remote-console.js'
import { ServerAction } from './server-action.js'
import { serverAdministration } from './server-administration.js'
import { serverDiagnostics } from './server-diagnostics.js'
import { serverExternalEvents } from './server-external-event.js'
import { serverGroups } from './server-group.js'
import { serverInspection } from './server-inspection.js'
import { serverInterfaces } from './server-interface.js'
import { serverLabels } from './server-label.js'
import { serverMigrations } from './server-migration.js'
import { serverOperations } from './server-operation.js'
import { serverShares } from './server-share.js'
import { servers } from './server.js'
import { usages } from './tenant-usage.js'
import { usageAuditLogs } from './usage-audit-log.js'
import { volumeAttachments } from './volume-attachment.js'

export { Aggregate, CachedImage } from './aggregate.js'
export { ApiVersion, MediaType } from './api-version.js'
export { AssistedVolumeSnapshot, SnapshotCreation } from './assisted-volume-snapshot.js'
export { AvailabilityZone, AvailabilityZoneService, AvailabilityZoneState } from './availability-zone.js'
export { ComputeService, SwitchedService } from './compute-service.js'
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
  ServerFault,
  ServerImage,
  ServerSummary
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
  RuleGroup,
  RuleRange,
  SecurityGroupRule,
  ServerIp,
  ServerSecurityGroup,
  ServerTopology,
  TopologyNode
} from './server-inspection.js'
export {
  BlockDevice,
  LegacyBlockDevice,
  NetworkWish,
  PersonalityFile,
  SchedulerHints,
  SecurityGroupWish
} from './server-input.js'
export { InterfaceAddress, ServerInterface, WantedAddress } from './server-interface.js'
export { ServerMigration } from './server-migration.js'
export { CreatedImage, LegacyConsole, RebuiltServer, RescuePassword } from './server-operation.js'
export { ServerShare } from './server-share.js'
export { ServerStatus, TaskState, VmState } from './server-state.js'
export { NoUsage, ServerUsage, TenantUsage, TenantUsagePage } from './tenant-usage.js'
export { HostAudit, UsageAuditLog } from './usage-audit-log.js'
export { CreatedVolumeAttachment, VolumeAttachment } from './volume-attachment.js'
export { type ActionAddress, type SeenAction, waitForAction, type WaitForActionOptions } from './wait-for-action.js'
export { waitForServer, waitForServerGone, type WaitForServerOptions, type WantedServer } from './wait-for-server.js'
export { mergeUsages, usageOf, type UsageOfInput } from './usage-of.js'

/** Every endpoint that this package declares, by what it is about. */
export const endpoints = {
  aggregates,
  assistedVolumeSnapshots,
  availabilityZones,
  extensions,
  flavors,
  hosts,
  hypervisors,
  images,
  keypairs,
  limits,
  migrations,
  quotaClassSets,
  quotaSets,
  remoteConsoles,
  serverActions: ServerAction.endpoints,
  serverExternalEvents,
  serverGroups,
  serverInterfaces,
  serverMigrations,
  servers: {
    ...servers,
    ...serverOperations,
    ...serverAdministration,
    ...serverDiagnostics,
    ...serverInspection,
    ...serverLabels
  },
  serverShares,
  services,
  usageAuditLogs,
  usages,
  versions,
  volumeAttachments
}

/** The promise face of Nova. */
export const compute = promises(endpoints)
