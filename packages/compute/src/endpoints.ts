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
import { consoleAuthTokens } from './console-auth-token.js'
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
import { servers } from './server.js'
import { serverActions } from './server-action.js'
import { serverAddresses } from './server-address.js'
import { serverAdministration } from './server-administration.js'
import { serverConsoles } from './server-console.js'
import { serverDiagnostics } from './server-diagnostics.js'
import { serverExternalEvents } from './server-external-event.js'
import { serverGroups } from './server-group.js'
import { serverImages } from './server-image.js'
import { serverInterfaces } from './server-interface.js'
import { serverMetadata } from './server-metadata.js'
import { serverMigrations } from './server-migration.js'
import { serverNetworks } from './server-network.js'
import { serverOperations } from './server-operation.js'
import { serverPasswords } from './server-password.js'
import { serverSecurityGroups } from './server-security-group.js'
import { serverShares } from './server-share.js'
import { serverTags } from './server-tag.js'
import { serverTopologies } from './server-topology.js'
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
  remoteConsoles: { ...remoteConsoles, ...consoleAuthTokens },
  serverActions,
  serverExternalEvents,
  serverGroups,
  serverInterfaces,
  serverMigrations,
  servers: {
    ...servers,
    ...serverOperations,
    ...serverImages,
    ...serverNetworks,
    ...serverConsoles,
    ...serverAdministration,
    ...serverDiagnostics,
    ...serverAddresses,
    ...serverSecurityGroups,
    ...serverTopologies,
    ...serverPasswords,
    ...serverMetadata,
    ...serverTags
  },
  serverShares,
  services,
  usageAuditLogs,
  usages,
  versions,
  volumeAttachments
} satisfies Readonly<Record<string, EndpointGroup>>
