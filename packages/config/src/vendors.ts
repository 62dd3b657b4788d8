/**
 * The well-known public clouds: where they are and what is special there, for `profile: ovh` and its like.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/vendor-support.html
 * @since 0.1.0
 */
import type { ConfigRecord } from './record.js'

// -------------------------------------------------------------------------------------
// constants
// -------------------------------------------------------------------------------------

const inDefaultDomain = { user_domain_name: 'Default', project_domain_name: 'Default' }

/** A cloud with Keystone v3 at an address, one in each region where the address says so. */
const cloud = (auth_url: string, regions: ReadonlyArray<string>, more: ConfigRecord = {}): ConfigRecord => ({
  auth: { auth_url },
  regions,
  identity_api_version: '3',
  ...more
})

export const vendors: Readonly<Record<string, ConfigRecord>> = {
  auro: {
    auth: { auth_url: 'https://api.van2.auro.io:5000/v3', ...inDefaultDomain },
    identity_api_version: '3',
    region_name: 'RegionOne'
  },
  betacloud: cloud('https://api-1.betacloud.de:5000', ['betacloud-1'], { block_storage_api_version: '3' }),
  binero: cloud('https://auth.binero.cloud:5000/v3', ['europe-se-1'], { block_storage_api_version: '3' }),
  bluebox: { block_storage_api_version: '1', region_name: 'RegionOne' },
  catalyst: {
    auth: { auth_url: 'https://api.cloud.catalyst.net.nz:5000/v2.0' },
    regions: ['nz-por-1', 'nz_wlg_2'],
    image_api_version: '1',
    block_storage_api_version: '1'
  },
  citycloud: cloud(
    'https://{region_name}.citycloud.com:5000/v3/',
    ['Buf1', 'Fra1', 'Lon1', 'Sto2', 'Kna1', 'dx1', 'tky1'],
    { block_storage_api_version: '1' }
  ),
  conoha: {
    auth: { auth_url: 'https://identity.{region_name}.conoha.io' },
    regions: ['sin1', 'sjc1', 'tyo1'],
    identity_api_version: '2'
  },
  dreamcompute: {
    auth: { auth_url: 'https://iad2.dream.io:5000' },
    identity_api_version: '3',
    region_name: 'RegionOne'
  },
  elastx: {
    auth: { auth_url: 'https://ops.elastx.cloud:5000/v3' },
    identity_api_version: '3',
    region_name: 'se-sto'
  },
  entercloudsuite: cloud('https://api.entercloudsuite.com/', ['it-mil1', 'nl-ams1', 'de-fra1'], {
    image_api_version: '1',
    block_storage_api_version: '1'
  }),
  fuga: {
    auth: { auth_url: 'https://identity.api.fuga.io:5000', ...inDefaultDomain },
    regions: ['cystack'],
    identity_api_version: '3',
    block_storage_api_version: '3'
  },
  ibmcloud: cloud('https://identity.open.softlayer.com', ['london'], { block_storage_api_version: '2' }),
  internap: cloud('https://identity.api.cloud.iweb.com', ['ams01', 'da01', 'nyj01', 'sin01', 'sjc01']),
  limestonenetworks: {
    auth: { auth_url: 'https://auth.cloud.lstn.net:5000/v3' },
    identity_api_version: '3',
    regions: [
      {
        name: 'us-dfw-1',
        values: {
          networks: [
            { name: 'Public Internet', routes_externally: true, default_interface: true, nat_source: true },
            { name: 'DDoS Protected', routes_externally: true },
            { name: 'Private Network (10.0.0.0/8 only)', routes_externally: false },
            { name: 'Private Network (Floating Public)', routes_externally: false, nat_destination: true }
          ]
        }
      },
      {
        name: 'us-slc',
        values: {
          networks: [
            { name: 'Public Internet', routes_externally: true, default_interface: true, nat_source: true },
            { name: 'Private Network (10.0.0.0/8 only)', routes_externally: false },
            { name: 'Private Network (Floating Public)', routes_externally: false, nat_destination: true }
          ]
        }
      }
    ],
    volume_api_version: '3'
  },
  otc: cloud('https://iam.{region_name}.otc.t-systems.com/v3', ['eu-de', 'eu-nl']),
  'otc-swiss': cloud('https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3', ['eu-ch2']),
  ovh: {
    identity_api_version: '3',
    regions: 'BHS BHS1 BHS3 BHS5 DE DE1 GRA GRA1 GRA5 GRA7 SBG SBG1 SBG5 UK UK1 WAW WAW1 SYD1 SGP1'.split(' '),
    auth: { auth_url: 'https://auth.cloud.ovh.net/', ...inDefaultDomain }
  },
  'ovh-us': {
    identity_api_version: '3',
    regions: ['US-EAST-VA-1'],
    auth: { auth_url: 'https://auth.cloud.ovh.us/', ...inDefaultDomain }
  },
  rackspace: {
    auth: { auth_url: 'https://identity.api.rackspacecloud.com/v2.0/' },
    regions: ['DFW', 'HKG', 'IAD', 'ORD', 'SYD', 'LON'],
    compute_service_name: 'cloudServersOpenStack',
    // The catalog has version 1 only; the service answers at 2 as well.
    block_storage_endpoint_override: 'https://{region_name}.blockstorage.api.rackspacecloud.com/v2/%(project_id)s',
    block_storage_api_version: '2',
    has_network: false
  },
  switchcloud: cloud('https://identity.compute.cloud.switch.ch/v3', ['zhw', 'zhc']),
  switchengines: cloud('https://keystone.cloud.switch.ch:5000/v3', ['LS', 'ZH']),
  ultimum: {
    auth: { auth_url: 'https://console.ultimum-cloud.com:5000/' },
    identity_api_version: '3',
    block_storage_api_version: '1',
    region_name: 'RegionOne'
  },
  unitedstack: cloud('https://identity.api.ustack.com/v3', ['bj1', 'gd1'], { block_storage_api_version: '1' }),
  vexxhost: { profile: 'https://vexxhost.com' },
  zetta: cloud('https://identity.api.zetta.io/v3', ['no-osl1'], { dns_api_version: '2' })
}
