/**
 * All that can be asked of Nova, as data: for counting, for tests, for tools that walk declarations.
 *
 * @since 0.1.0
 */
import type { EndpointGroup } from '@openstack-ts/core'

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
} satisfies Readonly<Record<string, EndpointGroup>>
