/**
 * Every method of openstacksdk's compute proxy, and the call that does the same here; or why there is none. The list of
 * methods lies beside the repository (`shared/facts/openstacksdk-compute-methods.md`), and a test holds this table to
 * it.
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** `servers.stop` is a method of `compute(cloud)`; `waitForServer` is exported by this package, `core.wait` by core. */
export type Counterpart = string | WithoutCounterpart

export interface WithoutCounterpart {
  /** Why nothing does the same. */
  readonly why: string
  /** What to do instead. */
  readonly instead: string
}

// -------------------------------------------------------------------------------------
// table
// -------------------------------------------------------------------------------------

const gone = (instead: string): WithoutCounterpart => ({
  why: 'an alias that openstacksdk itself has given up',
  instead
})

export const openstacksdk: Readonly<Record<string, Counterpart>> = {
  // Extensions
  find_extension: 'extensions.find',
  extensions: 'extensions.list',

  // Flavors
  find_flavor: 'flavors.find',
  create_flavor: 'flavors.create',
  delete_flavor: 'flavors.remove',
  update_flavor: 'flavors.update',
  get_flavor: 'flavors.get',
  flavors: 'flavors.list',
  flavor_add_tenant_access: 'flavors.addAccess',
  flavor_remove_tenant_access: 'flavors.removeAccess',
  get_flavor_access: 'flavors.listAccess',
  fetch_flavor_extra_specs: 'flavors.getExtraSpecs',
  create_flavor_extra_specs: 'flavors.updateExtraSpecs',
  get_flavor_extra_specs_property: 'flavors.getExtraSpec',
  update_flavor_extra_specs_property: 'flavors.setExtraSpec',
  delete_flavor_extra_specs_property: 'flavors.removeExtraSpec',

  // os-server-external-events
  create_server_external_events: 'serverExternalEvents.create',

  // Aggregates
  aggregates: 'aggregates.list',
  get_aggregate: 'aggregates.get',
  find_aggregate: 'aggregates.find',
  create_aggregate: 'aggregates.create',
  update_aggregate: 'aggregates.update',
  delete_aggregate: 'aggregates.remove',
  add_host_to_aggregate: 'aggregates.addHost',
  remove_host_from_aggregate: 'aggregates.removeHost',
  set_aggregate_metadata: 'aggregates.setMetadata',
  aggregate_precache_images: 'aggregates.cacheImages',

  // Images
  delete_image: 'images.remove',
  find_image: 'images.find',
  get_image: 'images.get',
  images: 'images.list',
  fetch_image_metadata: 'images.getMetadata',
  get_image_metadata: gone('images.getMetadata'),
  set_image_metadata: 'images.updateMetadata',
  delete_image_metadata: 'images.removeMetadataItem',

  // Keypairs
  create_keypair: 'keypairs.create',
  delete_keypair: 'keypairs.remove',
  get_keypair: 'keypairs.get',
  find_keypair: 'keypairs.find',
  keypairs: 'keypairs.list',

  // Limits
  get_limits: 'limits.get',

  // Servers
  create_server: 'servers.create',
  delete_server: 'servers.remove',
  find_server: 'servers.find',
  get_server: 'servers.get',
  servers: 'servers.list',
  update_server: 'servers.update',
  change_server_password: 'servers.changePassword',
  get_server_password: 'servers.getPassword',
  clear_server_password: 'servers.removePassword',
  reset_server_state: 'servers.resetState',
  reboot_server: 'servers.reboot',
  rebuild_server: 'servers.rebuild',
  resize_server: 'servers.resize',
  confirm_server_resize: 'servers.confirmResize',
  revert_server_resize: 'servers.revertResize',
  create_server_image: 'servers.createImage',
  backup_server: 'servers.createBackup',
  pause_server: 'servers.pause',
  unpause_server: 'servers.unpause',
  suspend_server: 'servers.suspend',
  resume_server: 'servers.resume',
  lock_server: 'servers.lock',
  unlock_server: 'servers.unlock',
  rescue_server: 'servers.rescue',
  unrescue_server: 'servers.unrescue',
  evacuate_server: 'servers.evacuate',
  start_server: 'servers.start',
  stop_server: 'servers.stop',
  restore_server: 'servers.restore',
  shelve_server: 'servers.shelve',
  shelve_offload_server: 'servers.shelveOffload',
  unshelve_server: 'servers.unshelve',
  trigger_server_crash_dump: 'servers.triggerCrashDump',
  add_tag_to_server: 'servers.addTag',
  remove_tag_from_server: 'servers.removeTag',
  remove_tags_from_server: 'servers.removeTags',

  // Server security groups
  fetch_server_security_groups: 'servers.listSecurityGroups',
  add_security_group_to_server: 'servers.addSecurityGroup',
  remove_security_group_from_server: 'servers.removeSecurityGroup',

  // Server IPs
  add_fixed_ip_to_server: 'servers.addFixedIp',
  remove_fixed_ip_from_server: 'servers.removeFixedIp',
  add_floating_ip_to_server: 'servers.addFloatingIp',
  remove_floating_ip_from_server: 'servers.removeFloatingIp',

  // Server Interfaces
  create_server_interface: 'serverInterfaces.create',
  delete_server_interface: 'serverInterfaces.remove',
  get_server_interface: 'serverInterfaces.get',
  server_interfaces: 'serverInterfaces.list',
  server_ips: 'servers.listIps',
  availability_zones: 'availabilityZones.list',

  // Server Metadata
  fetch_server_metadata: 'servers.getMetadata',
  get_server_metadata: gone('servers.getMetadata'),
  set_server_metadata: 'servers.updateMetadata',
  // Several keys are one DELETE each there too: Nova has no call for them, and `setMetadata` without them is one.
  delete_server_metadata: 'servers.removeMetadataItem',

  // Server Groups
  create_server_group: 'serverGroups.create',
  delete_server_group: 'serverGroups.remove',
  find_server_group: 'serverGroups.find',
  get_server_group: 'serverGroups.get',
  server_groups: 'serverGroups.list',

  // Hypervisors
  hypervisors: 'hypervisors.list',
  find_hypervisor: 'hypervisors.find',
  get_hypervisor: 'hypervisors.get',
  get_hypervisor_uptime: 'hypervisors.getUptime',

  // Services
  update_service_forced_down: 'forceServiceDown',
  force_service_down: 'forceServiceDown',
  disable_service: 'disableService',
  enable_service: 'enableService',
  services: 'services.list',
  find_service: 'findService',
  delete_service: 'services.remove',
  update_service: 'services.update',

  // Volume Attachments
  create_volume_attachment: 'volumeAttachments.create',
  update_volume_attachment: 'volumeAttachments.update',
  delete_volume_attachment: 'volumeAttachments.remove',
  get_volume_attachment: 'volumeAttachments.get',
  volume_attachments: 'volumeAttachments.list',

  // Server Migrations
  migrate_server: 'servers.migrate',
  live_migrate_server: 'servers.liveMigrate',
  abort_server_migration: 'serverMigrations.remove',
  force_complete_server_migration: 'serverMigrations.forceComplete',
  get_server_migration: 'serverMigrations.get',
  server_migrations: 'serverMigrations.list',

  // Migrations
  migrations: 'migrations.list',

  // Server diagnostics
  get_server_diagnostics: 'servers.getDiagnostics',

  // Project usage
  usages: 'usagesOf',
  get_usage: 'usageOf',

  // Server consoles
  create_server_remote_console: 'remoteConsoles.create',
  get_server_console_url: 'openConsole',
  validate_console_auth_token: 'remoteConsoles.getConnection',
  get_server_console_output: 'servers.getConsoleOutput',
  create_console: 'openConsole',

  // Quota class sets
  get_quota_class_set: 'quotaClassSets.get',
  update_quota_class_set: 'quotaClassSets.update',

  // Quota sets
  get_quota_set: 'quotaSets.get',
  get_quota_set_defaults: 'quotaSets.getDefaults',
  revert_quota_set: 'quotaSets.reset',
  update_quota_set: 'quotaSets.update',

  // Server actions
  get_server_action: 'serverActions.get',
  server_actions: 'serverActions.list',

  // Utilities
  wait_for_server: 'waitForServer',
  wait_for_status: 'core.wait',
  wait_for_delete: 'core.waitGone',

  // Server Share
  create_share_attachment: 'serverShares.create',
  delete_share_attachment: 'serverShares.remove',
  get_share_attachment: 'serverShares.get',
  share_attachments: 'serverShares.list'
}

/** The methods in openstacksdk's list: the rows of the tables under `## Proxy methods`. */
export const methodsIn = (text: string): ReadonlyArray<string> => {
  const proxy = text.split(/^## /m).find((section) => section.startsWith('Proxy methods')) ?? ''
  return [...proxy.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name)
}
