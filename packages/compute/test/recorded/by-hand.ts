/**
 * Answers that no recording holds and no sample here shows: written by hand, after Nova's views. They are ours, and as
 * good as our reading of the source.
 */
import type { Kept } from './kept.js'

const id = '8fa8ba93-4c2b-4f0c-a3a5-5f0a9a7a2d10'
const up = { hypervisor_hostname: 'node-1', state: 'up', status: 'enabled' }
const time = '2026-11-23T08:36:23.720004'

const migration = {
  created_at: time,
  dest_compute: 'cmp-2',
  dest_host: '10.0.0.2',
  dest_node: 'node-2',
  id: 42,
  instance_uuid: id,
  new_instance_type_id: 2,
  old_instance_type_id: 1,
  source_compute: 'cmp-1',
  source_node: 'node-1',
  status: 'running',
  updated_at: null
}

const migrated = { ...migration, migration_type: 'live-migration' }
const links = [{ href: `http://nova/v2.1/servers/${id}/migrations/42`, rel: 'self' }]
const next = [{ href: 'http://nova/v2.1/os-migrations?limit=1&marker=42', rel: 'next' }]

const console = { host: '10.0.0.1', instance_uuid: id, internal_access_path: null, port: 5900 }

/** Each with Nova's source, below `nova/api/openstack/compute`. */
export const byHand: ReadonlyArray<Kept> = [
  // hypervisors.py, `uptime`: gone with 2.88, where it is a row of the hypervisor.
  {
    endpoint: 'hypervisors.getUptime',
    microversion: '2.1',
    status: 200,
    answer: { hypervisor: { id: 1, ...up, uptime: ' 08:32:11 up 93 days, 18:25, 12 users,  load average: 0.20' } }
  },
  {
    endpoint: 'hypervisors.getUptime',
    microversion: '2.87',
    status: 200,
    answer: { hypervisor: { id, ...up, uptime: ' 08:32:11 up 93 days, 18:25, 12 users,  load average: 0.20' } }
  },
  // remote_consoles.py, `get_spice_console`
  {
    endpoint: 'servers.getSpiceConsole',
    microversion: '2.1',
    status: 200,
    answer: { console: { type: 'spice-html5', url: 'http://10.0.0.1:6082/spice_auto.html?token=a-token' } }
  },
  {
    endpoint: 'servers.getSpiceConsole',
    microversion: '2.5',
    status: 200,
    answer: { console: { type: 'spice-html5', url: 'http://10.0.0.1:6082/spice_auto.html?token=a-token' } }
  },
  // remote_consoles.py, `create`, and console_auth_tokens.py, `show`: SPICE without a proxy came with 2.99.
  {
    endpoint: 'remoteConsoles.create',
    microversion: '2.99',
    status: 200,
    answer: { remote_console: { protocol: 'spice', type: 'spice-direct', url: 'http://10.0.0.1:13002/?token=a-token' } }
  },
  { endpoint: 'remoteConsoles.getConnection', microversion: '2.31', status: 200, answer: { console } },
  {
    endpoint: 'remoteConsoles.getConnection',
    microversion: '2.99',
    status: 200,
    answer: { console: { ...console, tls_port: 5901 } }
  },
  // migrations.py, `_index` and `_output`
  { endpoint: 'migrations.list', microversion: '2.1', status: 200, answer: { migrations: [migration] } },
  { endpoint: 'migrations.list', microversion: '2.23', status: 200, answer: { migrations: [{ ...migrated, links }] } },
  {
    endpoint: 'migrations.list',
    microversion: '2.59',
    status: 200,
    answer: { migrations: [{ ...migrated, uuid: id }], migrations_links: next }
  },
  {
    endpoint: 'migrations.list',
    microversion: '2.104',
    status: 200,
    answer: { migrations: [{ ...migrated, uuid: id, user_id: 'a-user', project_id: null }], migrations_links: next }
  }
]
