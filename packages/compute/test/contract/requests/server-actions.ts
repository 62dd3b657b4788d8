/**
 * The requests that do something to a server.
 */
import type { Requests } from './requests.js'

export const serverActionRequests = {
  'os-admin-actions/admin-actions-inject-network-info.json': (nova) =>
    nova.servers.injectNetworkInfo({ serverId: 'a-server' }),
  'os-console-output/console-output-post-req.json': (nova) =>
    nova.servers.getConsoleOutput({ serverId: 'a-server', length: 50 }),
  'os-deferred-delete/restore-post-req.json': (nova) => nova.servers.restore({ serverId: 'a-server' }),
  'os-evacuate/server-evacuate-find-host-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', adminPass: 'MySecretPass', onSharedStorage: 'False' }),
  'os-evacuate/server-evacuate-req.json': (nova) =>
    nova.servers.evacuate({
      serverId: 'a-server',
      host: 'b419863b7d814906a68fb31703c0dbd6',
      adminPass: 'MySecretPass',
      onSharedStorage: 'False'
    }),
  'os-evacuate/v2.14/server-evacuate-find-host-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', adminPass: 'MySecretPass' }),
  'os-evacuate/v2.14/server-evacuate-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', host: 'testHost', adminPass: 'MySecretPass' }),
  'os-evacuate/v2.29/server-evacuate-find-host-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', adminPass: 'MySecretPass' }),
  'os-evacuate/v2.29/server-evacuate-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', host: 'testHost', adminPass: 'MySecretPass', force: false }),
  'os-evacuate/v2.68/server-evacuate-find-host-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', adminPass: 'MySecretPass' }),
  'os-evacuate/v2.68/server-evacuate-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', host: 'testHost', adminPass: 'MySecretPass' }),
  'os-evacuate/v2.95/server-evacuate-find-host-req.json': (nova) => nova.servers.evacuate({ serverId: 'a-server' }),
  'os-evacuate/v2.95/server-evacuate-req.json': (nova) =>
    nova.servers.evacuate({ serverId: 'a-server', host: 'testHost' }),
  'os-lock-server/unlock-server.json': (nova) => nova.servers.unlock({ serverId: 'a-server' }),
  'os-lock-server/v2.73/unlock-server.json': (nova) => nova.servers.unlock({ serverId: 'a-server' }),
  'os-migrate-server/migrate-server.json': (nova) => nova.servers.migrate({ serverId: 'a-server' }),
  'os-migrate-server/v2.56/migrate-server-null.json': (nova) => nova.servers.migrate({ serverId: 'a-server' }),
  'os-migrate-server/v2.56/migrate-server.json': (nova) =>
    nova.servers.migrate({ serverId: 'a-server', host: 'host1' }),
  'os-multinic/multinic-add-fixed-ip-req.json': (nova) =>
    nova.servers.addFixedIp({ serverId: 'a-server', networkId: 'e1882e38-38c2-4239-ade7-35d644cb963a' }),
  'os-pause-server/unpause-server.json': (nova) => nova.servers.unpause({ serverId: 'a-server' }),
  'os-preserve-ephemeral-rebuild/server-action-rebuild-preserve-ephemeral.json': (nova) =>
    nova.servers.rebuild({
      serverId: 'a-server',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      adminPass: 'seekr3t',
      metadata: { meta_var: 'meta_val' },
      name: 'foobar',
      preserveEphemeral: false
    }),
  'os-rescue/server-unrescue-req.json': (nova) => nova.servers.unrescue({ serverId: 'a-server' }),
  'os-rescue/v2.87/server-unrescue-req.json': (nova) => nova.servers.unrescue({ serverId: 'a-server' }),
  'os-security-groups/security-group-remove-post-req.json': (nova) =>
    nova.servers.removeSecurityGroup({ serverId: 'a-server', securityGroup: 'test' }),
  'os-shelve/os-shelve-offload.json': (nova) => nova.servers.shelveOffload({ serverId: 'a-server' }),
  'os-shelve/os-unshelve.json': (nova) => nova.servers.unshelve({ serverId: 'a-server' }),
  'os-shelve/v2.77/os-unshelve-az.json': (nova) =>
    nova.servers.unshelve({ serverId: 'a-server', availabilityZone: 'us-west' }),
  'os-shelve/v2.77/os-unshelve.json': (nova) => nova.servers.unshelve({ serverId: 'a-server' }),
  'os-shelve/v2.91/os-unshelve-az-host.json': (nova) =>
    nova.servers.unshelve({ serverId: 'a-server', availabilityZone: 'nova', host: 'host01' }),
  'os-shelve/v2.91/os-unshelve-az.json': (nova) =>
    nova.servers.unshelve({ serverId: 'a-server', availabilityZone: 'us-west' }),
  'os-shelve/v2.91/os-unshelve-host-and-unpin-az.json': (nova) =>
    nova.servers.unshelve({ serverId: 'a-server', availabilityZone: null, host: 'host01' }),
  'os-shelve/v2.91/os-unshelve-host.json': (nova) => nova.servers.unshelve({ serverId: 'a-server', host: 'host01' }),
  'os-shelve/v2.91/os-unshelve-unpin-az.json': (nova) =>
    nova.servers.unshelve({ serverId: 'a-server', availabilityZone: null }),
  'os-shelve/v2.91/os-unshelve.json': (nova) => nova.servers.unshelve({ serverId: 'a-server' }),
  'os-suspend-server/server-resume.json': (nova) => nova.servers.resume({ serverId: 'a-server' }),
  'servers/server-action-addfloatingip-req.json': (nova) =>
    nova.servers.addFloatingIp({ serverId: 'a-server', address: '10.10.10.10', fixedAddress: '192.168.1.30' }),
  'servers/server-action-create-image.json': (nova) =>
    nova.servers.createImage({ serverId: 'a-server', name: 'foo-image', metadata: { meta_var: 'meta_val' } }),
  'servers/server-action-reboot.json': (nova) => nova.servers.reboot({ serverId: 'a-server', type: 'HARD' }),
  'servers/server-action-rebuild.json': (nova) =>
    nova.servers.rebuild({
      serverId: 'a-server',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'seekr3t',
      metadata: { meta_var: 'meta_val' },
      name: 'foobar',
      diskConfig: 'AUTO',
      personality: [
        {
          path: '/etc/banner.txt',
          contents:
            'ICAgICAgDQoiQSBjbG91ZCBkb2VzIG5vdCBrbm93IHdoeSBp dCBtb3ZlcyBpbiBqdXN0IHN1Y2ggYSBkaXJlY3Rpb24gYW5k IGF0IHN1Y2ggYSBzcGVlZC4uLkl0IGZlZWxzIGFuIGltcHVs c2lvbi4uLnRoaXMgaXMgdGhlIHBsYWNlIHRvIGdvIG5vdy4g QnV0IHRoZSBza3kga25vd3MgdGhlIHJlYXNvbnMgYW5kIHRo ZSBwYXR0ZXJucyBiZWhpbmQgYWxsIGNsb3VkcywgYW5kIHlv dSB3aWxsIGtub3csIHRvbywgd2hlbiB5b3UgbGlmdCB5b3Vy c2VsZiBoaWdoIGVub3VnaCB0byBzZWUgYmV5b25kIGhvcml6 b25zLiINCg0KLVJpY2hhcmQgQmFjaA=='
        }
      ]
    }),
  'servers/server-action-resize.json': (nova) =>
    nova.servers.resize({ serverId: 'a-server', flavorRef: '2', diskConfig: 'AUTO' }),
  'servers/server-action-revert-resize.json': (nova) => nova.servers.revertResize({ serverId: 'a-server' }),
  'servers/server-action-stop.json': (nova) => nova.servers.stop({ serverId: 'a-server' }),
  'servers/v2.19/server-action-rebuild.json': (nova) =>
    nova.servers.rebuild({
      serverId: 'a-server',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'seekr3t',
      metadata: { meta_var: 'meta_val' },
      name: 'foobar',
      description: 'description of foobar'
    }),
  'servers/v2.26/server-action-rebuild.json': (nova) =>
    nova.servers.rebuild({
      serverId: 'a-server',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'seekr3t',
      metadata: { meta_var: 'meta_val' },
      name: 'foobar',
      diskConfig: 'AUTO',
      personality: [
        {
          path: '/etc/banner.txt',
          contents:
            'ICAgICAgDQoiQSBjbG91ZCBkb2VzIG5vdCBrbm93IHdoeSBp dCBtb3ZlcyBpbiBqdXN0IHN1Y2ggYSBkaXJlY3Rpb24gYW5k IGF0IHN1Y2ggYSBzcGVlZC4uLkl0IGZlZWxzIGFuIGltcHVs c2lvbi4uLnRoaXMgaXMgdGhlIHBsYWNlIHRvIGdvIG5vdy4g QnV0IHRoZSBza3kga25vd3MgdGhlIHJlYXNvbnMgYW5kIHRo ZSBwYXR0ZXJucyBiZWhpbmQgYWxsIGNsb3VkcywgYW5kIHlv dSB3aWxsIGtub3csIHRvbywgd2hlbiB5b3UgbGlmdCB5b3Vy c2VsZiBoaWdoIGVub3VnaCB0byBzZWUgYmV5b25kIGhvcml6 b25zLiINCg0KLVJpY2hhcmQgQmFjaA=='
        }
      ],
      preserveEphemeral: false,
      description: 'description of foobar'
    }),
  'servers/v2.45/server-action-create-image.json': (nova) =>
    nova.servers.createImage({ serverId: 'a-server', name: 'foo-image', metadata: { meta_var: 'meta_val' } }),
  'servers/v2.54/server-action-rebuild.json': (nova) =>
    nova.servers.rebuild({
      serverId: 'a-server',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'seekr3t',
      metadata: { meta_var: 'meta_val' },
      name: 'foobar',
      description: 'description of foobar',
      keyName: 'new-key'
    }),
  'servers/v2.94/server-action-rebuild.json': (nova) =>
    nova.servers.rebuild({
      serverId: 'a-server',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'seekr3t',
      metadata: { meta_var: 'meta_val' },
      name: 'foobar',
      diskConfig: 'AUTO',
      userData: 'ZWNobyAiaGVsbG8gd29ybGQi',
      hostname: 'custom-hostname.example.com'
    })
} satisfies Requests
