/**
 * The requests that make servers.
 */
import type { Requests } from './requests.js'

const banner = {
  path: '/etc/banner.txt',
  contents:
    'ICAgICAgDQoiQSBjbG91ZCBkb2VzIG5vdCBrbm93IHdoeSBp dCBtb3ZlcyBpbiBqdXN0IHN1Y2ggYSBkaXJlY3Rpb24gYW5k IGF0IHN1Y2ggYSBzcGVlZC4uLkl0IGZlZWxzIGFuIGltcHVs c2lvbi4uLnRoaXMgaXMgdGhlIHBsYWNlIHRvIGdvIG5vdy4g QnV0IHRoZSBza3kga25vd3MgdGhlIHJlYXNvbnMgYW5kIHRo ZSBwYXR0ZXJucyBiZWhpbmQgYWxsIGNsb3VkcywgYW5kIHlv dSB3aWxsIGtub3csIHRvbywgd2hlbiB5b3UgbGlmdCB5b3Vy c2VsZiBoaWdoIGVub3VnaCB0byBzZWUgYmV5b25kIGhvcml6 b25zLiINCg0KLVJpY2hhcmQgQmFjaA=='
}

export const serverCreationRequests = {
  'os-multiple-create/multiple-create-no-resv-post-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      metadata: { 'My Server Name': 'Apache1' },
      minCount: '2',
      maxCount: '3'
    }),
  'os-multiple-create/multiple-create-post-req.json': (nova) =>
    nova.servers.createMany({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      metadata: { 'My Server Name': 'Apache1' },
      minCount: '2',
      maxCount: '3'
    }),
  'servers/server-create-req-v237.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      availabilityZone: 'us-west',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      personality: [banner],
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      oldSchedulerHints: { sameHost: '48e6a9f6-30af-47e0-bc04-acaed113bb4e' }
    }),
  'servers/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      availabilityZone: 'us-west',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      personality: [banner],
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      oldSchedulerHints: { sameHost: '48e6a9f6-30af-47e0-bc04-acaed113bb4e' }
    }),
  'servers/v2.100/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      availabilityZone: 'us-west',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      hostname: 'new-server-test',
      oldSchedulerHints: { sameHost: '48e6a9f6-30af-47e0-bc04-acaed113bb4e' }
    }),
  'servers/v2.19/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: 'http://openstack.example.com/flavors/1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      metadata: { 'My Server Name': 'Apache1' },
      description: 'new-server-description'
    }),
  'servers/v2.32/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'device-tagging-server',
      flavorRef: 'http://openstack.example.com/flavors/1',
      networks: [{ uuid: '3cb9bc59-5699-4588-a4b1-b87f96708bc6', tag: 'nic1' }],
      blockDevices: [
        {
          volumeSize: '1',
          sourceType: 'image',
          uuid: '70a599e0-31e7-49b7-b260-868f441e862b',
          destinationType: 'volume',
          bootIndex: 0,
          tag: 'disk1'
        }
      ]
    }),
  'servers/v2.37/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'auto-allocate-network',
      flavorRef: 'http://openstack.example.com/flavors/1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto'
    }),
  'servers/v2.42/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'device-tagging-server',
      flavorRef: 'http://openstack.example.com/flavors/1',
      networks: [{ uuid: '3cb9bc59-5699-4588-a4b1-b87f96708bc6', tag: 'nic1' }],
      blockDevices: [
        {
          volumeSize: '1',
          sourceType: 'image',
          uuid: '70a599e0-31e7-49b7-b260-868f441e862b',
          destinationType: 'volume',
          bootIndex: 0,
          tag: 'disk1'
        }
      ]
    }),
  'servers/v2.52/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: 'http://openstack.example.com/flavors/1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      availabilityZone: 'us-west',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      personality: [banner],
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      tags: ['tag1', 'tag2'],
      oldSchedulerHints: { sameHost: '48e6a9f6-30af-47e0-bc04-acaed113bb4e' }
    }),
  'servers/v2.66/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '6',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      availabilityZone: 'us-west',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      trustedImageCertificates: ['0b5d2c72-12cc-4ba6-a8d7-3ff5cc1d8cb8', '674736e3-f25c-405c-8362-bbf991e0ce0a'],
      oldSchedulerHints: { sameHost: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' }
    }),
  'servers/v2.67/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'bfv-server-with-volume-type',
      flavorRef: 'http://openstack.example.com/flavors/1',
      networks: [{ uuid: '3cb9bc59-5699-4588-a4b1-b87f96708bc6', tag: 'nic1' }],
      blockDevices: [
        {
          volumeSize: '1',
          sourceType: 'image',
          uuid: '70a599e0-31e7-49b7-b260-868f441e862b',
          destinationType: 'volume',
          bootIndex: 0,
          tag: 'disk1',
          volumeType: 'lvm-1'
        }
      ]
    }),
  'servers/v2.71/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      oldSchedulerHints: { group: 'f3d86fe6-4246-4be8-b87c-eb894626c741' }
    }),
  'servers/v2.73/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg=='
    }),
  'servers/v2.74/server-create-req-with-host-and-node.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '6',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'MySecretPass',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      host: 'openstack-node-01',
      hypervisorHostname: 'openstack-node-01'
    }),
  'servers/v2.74/server-create-req-with-only-host.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '6',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'MySecretPass',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      host: 'openstack-node-01'
    }),
  'servers/v2.74/server-create-req-with-only-node.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '6',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      networks: 'auto',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      adminPass: 'MySecretPass',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      hypervisorHostname: 'openstack-node-01'
    }),
  'servers/v2.94/server-create-req.json': (nova) =>
    nova.servers.create({
      name: 'new-server-test',
      flavorRef: '1',
      imageRef: '70a599e0-31e7-49b7-b260-868f441e862b',
      accessIPv4: '1.2.3.4',
      accessIPv6: '80fe::',
      availabilityZone: 'us-west',
      metadata: { 'My Server Name': 'Apache1' },
      diskConfig: 'AUTO',
      personality: [banner],
      securityGroups: [{ name: 'default' }],
      userData: 'IyEvYmluL2Jhc2gKL2Jpbi9zdQplY2hvICJJIGFtIGluIHlvdSEiCg==',
      hostname: 'custom-hostname.example.com',
      oldSchedulerHints: { sameHost: '48e6a9f6-30af-47e0-bc04-acaed113bb4e' }
    })
} satisfies Requests
