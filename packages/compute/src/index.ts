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
import { servers } from './server.js'
import { ServerAction } from './server-action.js'
import { serverExternalEvents } from './server-external-event.js'
import { serverGroups } from './server-group.js'
import { usages } from './tenant-usage.js'
import { usageAuditLogs } from './usage-audit-log.js'

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
export { CreatedServer, Server } from './server.js'
export { ServerAction, ServerActionEvent } from './server-action.js'
export { ExternalEventInput, ServerExternalEvent } from './server-external-event.js'
export { ServerGroup, ServerGroupRules } from './server-group.js'
export { NoUsage, ServerUsage, TenantUsage, TenantUsagePage } from './tenant-usage.js'
export { HostAudit, UsageAuditLog } from './usage-audit-log.js'
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
  serverActions: ServerAction.endpoints,
  serverExternalEvents,
  serverGroups,
  servers,
  services,
  usageAuditLogs,
  usages,
  versions
}

/** The promise face of Nova. */
export const compute = promises(endpoints)
