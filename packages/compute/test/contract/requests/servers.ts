/**
 * The requests that change what is known of servers.
 */
import type { Requests } from './requests.js'

export const serverRequests = {
  'servers/server-update-req.json': (nova) =>
    nova.servers.update({
      serverId: 'a-server',
      name: 'new-server-test',
      accessIPv4: '4.3.2.1',
      accessIPv6: '80fe::',
      diskConfig: 'AUTO'
    }),
  'servers/v2.100/server-update-req.json': (nova) =>
    nova.servers.update({
      serverId: 'a-server',
      accessIPv4: '4.3.2.1',
      accessIPv6: '80fe::',
      diskConfig: 'AUTO',
      hostname: 'new-server-hostname.example.com'
    }),
  'servers/v2.19/server-put-req.json': (nova) =>
    nova.servers.update({
      serverId: 'a-server',
      name: 'updated-server-test',
      description: 'updated-server-description'
    }),
  'servers/v2.71/server-groups-post-req.json': (nova) => nova.serverGroups.create({ name: 'test', policy: 'affinity' }),
  'servers/v2.71/server-update-req.json': (nova) =>
    nova.servers.update({
      serverId: 'a-server',
      name: 'new-server-test',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      diskConfig: 'AUTO',
      description: 'Sample description'
    }),
  'servers/v2.73/server-update-req.json': (nova) =>
    nova.servers.update({
      serverId: 'a-server',
      name: 'new-server-test',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      diskConfig: 'AUTO',
      description: 'Sample description'
    }),
  'servers/v2.94/server-update-req.json': (nova) =>
    nova.servers.update({
      serverId: 'a-server',
      accessIPv4: '4.3.2.1',
      accessIPv6: '80fe::',
      diskConfig: 'AUTO',
      hostname: 'new-server-hostname.example.com'
    })
} satisfies Requests
