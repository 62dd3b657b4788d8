/**
 * Configurations, and what becomes of them: resolved by us in `resolve.test.ts`, and by openstacksdk in `test-cloud`.
 *
 * Paths are below a folder made for the occasion: `work` is the current folder, `home` the user's, `site` the machine's.
 */
import type { ConfigRecord } from '../src/record.js'

/** What both are compared by. */
export interface Outcome {
  readonly name?: string
  readonly region?: string
  readonly authType?: string
  readonly auth?: Readonly<Record<string, string>>
  /** What Keystone is sent. */
  readonly body?: unknown
  readonly interfaces?: ReadonlyArray<string>
  /** `false`, `true`, or the path of the authorities. */
  readonly verify?: boolean | string
  readonly cert?: ReadonlyArray<string>
  /** Seconds. */
  readonly timeout?: number
  readonly ipv4Only?: boolean
  readonly limits?: Readonly<Record<string, number>>
  readonly networks?: ReadonlyArray<Readonly<Record<string, string | boolean>>>
  readonly services?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Parts of the one message. */
  readonly error?: ReadonlyArray<string>
}

export interface Case {
  readonly name: string
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly cloud?: string
  readonly region?: string
  readonly profile?: string
  readonly overrides?: ConfigRecord
  /** What URLs answer. */
  readonly remote?: Readonly<Record<string, unknown>>
  /** Of ours: what must be so; the comparison with openstacksdk is of everything. */
  readonly expected: Outcome
  /** Parts of warnings, of ours. */
  readonly warnings?: ReadonlyArray<string>
  /** Where openstacksdk answers otherwise: why we mean to, and what it answers. */
  readonly differs?: { readonly because: string; readonly theirs: Outcome }
}

const devstack = `
clouds:
  devstack:
    auth:
      auth_url: https://cloud.example:5000/v3
      username: demo
      password: hunter2
      project_name: demo
      user_domain_name: Default
      project_domain_name: Default
    region_name: RegionOne
`

const two = `${devstack}
  other:
    auth:
      auth_url: https://other.example:5000/v3
      user_id: u1
      password: hunter3
      project_id: p1
    interface: internal
`

/** A cloud `c` with credentials that do, and more keys. */
const cloud = (more: string, auth = ''): Readonly<Record<string, string>> => ({
  'work/clouds.yaml': `
clouds:
  c:
    auth:
      auth_url: https://c.example/v3
      user_id: u1
      password: hunter2
      project_id: p1
${auth}
${more}
`
})

/** A cloud `c` whose `auth` is all there is. */
const auth = (lines: ReadonlyArray<string>, beside: ReadonlyArray<string> = []): Readonly<Record<string, string>> => ({
  'work/clouds.yaml': [
    'clouds:',
    '  c:',
    '    auth:',
    '      auth_url: https://c.example/v3',
    ...lines.map((line) => `      ${line}`),
    ...beside.map((line) => `    ${line}`)
  ].join('\n')
})

const userAndPassword = ['user_id: u1', 'password: hunter2']

const envCloud = {
  OS_AUTH_URL: 'https://env.example/v3',
  OS_USERNAME: 'me',
  OS_PASSWORD: 'hunter2',
  OS_PROJECT_NAME: 'mine',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default'
}

const byPassword = (scope: unknown, user: unknown = { id: 'u1', password: 'hunter2' }): unknown => ({
  auth: { identity: { methods: ['password'], password: { user } }, ...(scope === undefined ? {} : { scope }) }
})

const files: ReadonlyArray<Case> = [
  {
    name: 'the only cloud of the current folder',
    files: { 'work/clouds.yaml': devstack },
    expected: {
      name: 'devstack',
      region: 'RegionOne',
      authType: 'password',
      interfaces: ['public'],
      verify: true,
      body: byPassword(
        { project: { name: 'demo', domain: { name: 'Default' } } },
        { name: 'demo', domain: { name: 'Default' }, password: 'hunter2' }
      )
    }
  },
  { name: '.yml', files: { 'work/clouds.yml': devstack }, expected: { name: 'devstack' } },
  {
    name: '.json',
    files: {
      'work/clouds.json':
        '{"clouds": {"j": {"auth": {"auth_url": "https://j.example", "user_id": "u", "password": "p", "project_id": 7}, "verify": false}}}'
    },
    expected: { name: 'j', verify: false, auth: { project_id: '7' } }
  },
  {
    name: 'the folder of the user',
    files: { 'home/.config/openstack/clouds.yaml': devstack },
    expected: { name: 'devstack' }
  },
  {
    name: 'the folder of the machine',
    files: { 'site/openstack/clouds.yaml': devstack },
    expected: { name: 'devstack' }
  },
  {
    name: 'the current folder before the one of the user, and no mixing',
    files: { 'work/clouds.yaml': devstack, 'home/.config/openstack/clouds.yaml': two },
    cloud: 'other',
    expected: { error: ['There is no cloud other', 'devstack'] }
  },
  {
    name: '.yaml before .json',
    files: { 'work/clouds.yaml': devstack, 'work/clouds.json': '{"clouds": {}}' },
    expected: { name: 'devstack' }
  },
  {
    name: 'OS_CLIENT_CONFIG_FILE before all',
    files: { 'work/clouds.yaml': devstack, 'home/mine.yaml': two },
    env: { OS_CLIENT_CONFIG_FILE: '{root}/home/mine.yaml' },
    cloud: 'other',
    expected: { name: 'other', interfaces: ['internal'], auth: { project_id: 'p1' } }
  },
  {
    name: 'OS_CLIENT_CONFIG_FILE that names nothing',
    files: { 'work/clouds.yaml': devstack },
    env: { OS_CLIENT_CONFIG_FILE: '{root}/home/none.yaml' },
    expected: { error: ['OS_CLIENT_CONFIG_FILE', 'none.yaml', 'does not exist'] },
    differs: { because: 'a file that was asked for by name is missed, not passed over', theirs: { name: 'devstack' } }
  },
  {
    name: 'secure.yaml over clouds.yaml, key by key',
    files: {
      'work/clouds.yaml': devstack.replace('      password: hunter2\n', ''),
      'work/secure.yaml': 'clouds:\n  devstack:\n    auth:\n      password: hunter9\n    region_name: RegionTwo\n'
    },
    expected: { region: 'RegionTwo', auth: { password: 'hunter9', username: 'demo' } }
  },
  {
    name: 'secure.yaml in another folder',
    files: {
      'work/clouds.yaml': devstack,
      'home/.config/openstack/secure.yaml': 'clouds: {devstack: {auth: {password: hunter9}}}'
    },
    expected: { auth: { password: 'hunter9' } }
  },
  {
    name: 'OS_CLIENT_SECURE_FILE',
    files: { 'work/clouds.yaml': devstack, 'home/s.yaml': 'clouds: {devstack: {auth: {password: hunter9}}}' },
    env: { OS_CLIENT_SECURE_FILE: '{root}/home/s.yaml' },
    expected: { auth: { password: 'hunter9' } }
  },
  {
    name: 'an empty file',
    files: { 'work/clouds.yaml': '# nothing yet\n' },
    cloud: 'x',
    expected: { error: ['There is no cloud x', 'has no clouds'] }
  },
  {
    name: 'broken YAML says the line',
    files: { 'work/clouds.yaml': 'clouds:\n  a:\n    auth:\n      password: hunter2: x\n' },
    expected: { error: ['work/clouds.yaml, line 4'] }
  },
  {
    name: 'broken YAML in secure.yaml',
    files: { 'work/clouds.yaml': devstack, 'work/secure.yaml': 'clouds:\n\tdevstack: 1\n' },
    expected: { error: ['work/secure.yaml, line 2', 'tab'] }
  },
  {
    name: 'broken JSON',
    files: { 'work/clouds.json': '{\n"clouds": {,\n}' },
    expected: { error: ['work/clouds.json', 'not JSON'] }
  },
  {
    name: 'a list where clouds should be',
    files: { 'work/clouds.yaml': '- a\n- b\n' },
    expected: { error: ['work/clouds.yaml', 'keys and values'] }
  },
  {
    name: 'the same cloud twice',
    files: { 'work/clouds.yaml': `${devstack}${devstack.replace('clouds:', '').replace('demo', 'again')}` },
    expected: { error: ['line 14', 'second time'] },
    differs: {
      because: 'one of the two was written in error, and YAML forbids it',
      theirs: { auth: { username: 'again' } }
    }
  },
  {
    name: 'tags are refused',
    files: { 'work/clouds.yaml': 'clouds:\n  a: !!python/object:os.system x\n' },
    expected: { error: ['line 2', 'tags'] }
  },
  {
    name: 'a password that begins with an asterisk',
    files: auth(['user_id: u1', 'password: *hunter2', 'project_id: p1']),
    expected: { error: ['line 6', 'quotes'] }
  },
  {
    name: 'anchors and merge keys',
    files: {
      'work/clouds.yaml': `
base: &base
  region_name: R9
  auth: &auth
    auth_url: https://c.example/v3
    user_id: u1
    password: hunter2
clouds:
  a:
    <<: *base
    auth:
      <<: *auth
      project_id: pa
`
    },
    expected: { name: 'a', region: 'R9', auth: { project_id: 'pa', user_id: 'u1' } }
  },
  {
    name: 'numbers keep their text',
    files: auth(['user_id: 0123', 'password: 1_000', 'project_id: 1e3']),
    expected: { auth: { user_id: '0123', password: '1_000', project_id: '1e3' } },
    differs: {
      because: 'an id or a password is text, whatever else it looks like; YAML 1.1 reads octals and underscores',
      theirs: { auth: { user_id: '83', password: '1000', project_id: '1e3' } }
    }
  },
  {
    name: 'plain numbers',
    files: auth(['user_id: 42', 'password: 4711', 'project_id: 7']),
    expected: { auth: { user_id: '42', password: '4711', project_id: '7' } }
  },
  {
    name: 'a project named no',
    files: auth([...userAndPassword, 'project_name: no', 'project_domain_id: default']),
    expected: { auth: { project_name: 'no' } },
    differs: { because: 'a name is text; YAML 1.1 reads no as false', theirs: { auth: { project_name: 'False' } } }
  }
]

const choices: ReadonlyArray<Case> = [
  {
    name: 'a cloud by name',
    files: { 'work/clouds.yaml': two },
    cloud: 'other',
    expected: { name: 'other', body: byPassword({ project: { id: 'p1' } }, { id: 'u1', password: 'hunter3' }) }
  },
  {
    name: 'OS_CLOUD',
    files: { 'work/clouds.yaml': two },
    env: { OS_CLOUD: 'devstack' },
    expected: { name: 'devstack' }
  },
  {
    name: 'the name given before OS_CLOUD',
    files: { 'work/clouds.yaml': two },
    env: { OS_CLOUD: 'devstack' },
    cloud: 'other',
    expected: { name: 'other' }
  },
  {
    name: 'an unknown cloud',
    files: { 'work/clouds.yaml': two },
    cloud: 'nope',
    expected: { error: ['There is no cloud nope', 'devstack, other', 'work/clouds.yaml'] }
  },
  {
    name: 'an unknown OS_CLOUD',
    files: { 'work/clouds.yaml': two },
    env: { OS_CLOUD: 'constructor' },
    expected: { error: ['There is no cloud constructor, which OS_CLOUD names', 'devstack, other'] }
  },
  {
    name: 'several clouds and none chosen',
    files: { 'work/clouds.yaml': two },
    expected: { error: ['several clouds and none is chosen', 'devstack, other', 'OS_CLOUD'] }
  },
  { name: 'nothing at all', expected: { error: ['No cloud is configured', 'no auth_url', 'clouds.yaml'] } },
  {
    name: 'arguments alone',
    overrides: {
      auth: { auth_url: 'https://a.example/v3', user_id: 'u1', password: 'hunter2', project_id: 'p1' },
      region_name: 'R1'
    },
    expected: { name: 'defaults', region: 'R1', body: byPassword({ project: { id: 'p1' } }) }
  },
  {
    name: 'variables alone',
    env: envCloud,
    expected: { name: 'envvars', auth: { username: 'me', project_name: 'mine' } }
  },
  {
    name: 'variables before the only cloud of a file',
    files: { 'work/clouds.yaml': devstack },
    env: envCloud,
    expected: { name: 'envvars', auth: { username: 'me' } }
  },
  {
    name: 'variables are never mixed into a named cloud',
    files: { 'work/clouds.yaml': devstack },
    env: { ...envCloud, OS_CLOUD: 'devstack' },
    expected: { name: 'devstack', auth: { username: 'demo' } },
    warnings: ['OS_PASSWORD']
  },
  {
    name: 'OS_CLOUD_NAME names the cloud of the variables',
    files: { 'work/clouds.yaml': devstack },
    env: { ...envCloud, OS_CLOUD_NAME: 'mine' },
    cloud: 'mine',
    expected: { name: 'mine', auth: { username: 'me' } }
  },
  {
    name: 'OS_CLOUD_NAME that a file knows',
    files: { 'work/clouds.yaml': devstack },
    env: { ...envCloud, OS_CLOUD_NAME: 'devstack' },
    expected: { error: ['a cloud named devstack', 'OS_CLOUD_NAME'] }
  },
  {
    name: 'a cloud called envvars',
    files: { 'work/clouds.yaml': devstack.replace('devstack', 'envvars') },
    expected: { error: ['envvars', 'rename'] }
  },
  {
    name: 'selectors make no cloud',
    files: { 'work/clouds.yaml': devstack },
    env: { OS_REGION_NAME: 'Elsewhere' },
    expected: { name: 'devstack', region: 'RegionOne' },
    warnings: ['OS_REGION_NAME']
  },
  {
    name: 'neither do OS_TEST_PATH, OS_STDOUT_CAPTURE and OS_LOG_CAPTURE',
    files: { 'work/clouds.yaml': devstack },
    env: { OS_TEST_PATH: 'x', OS_STDOUT_CAPTURE: '1', OS_LOG_CAPTURE: '1' },
    expected: { name: 'devstack' }
  },
  {
    name: 'OS_FORCE_IPV4 describes no cloud',
    files: { 'work/clouds.yaml': devstack },
    env: { OS_FORCE_IPV4: 'true' },
    expected: { name: 'devstack', ipv4Only: true },
    differs: {
      because: 'how to connect says nothing of whereto; there the variable hides every cloud of the files',
      theirs: { error: ['auth'] }
    }
  },
  {
    name: 'an empty variable is none',
    files: { 'work/clouds.yaml': devstack },
    env: { OS_USERNAME: '', OS_PROJECT_ID: '' },
    expected: { name: 'devstack' },
    differs: {
      because: 'shells empty variables to take them back; there empty ones make a cloud of nothing',
      theirs: { error: ['auth'] }
    }
  },
  {
    name: 'variables and an own region',
    env: { ...envCloud, OS_REGION_NAME: 'R7', OS_INTERFACE: 'internal', OS_COMPUTE_API_VERSION: '2.79' },
    expected: {
      name: 'envvars',
      region: 'R7',
      interfaces: ['internal'],
      services: { compute: { apiVersion: '2', microversion: '2.79' } }
    }
  },
  {
    name: 'OS_ENDPOINT_TYPE, OS_TENANT_NAME, OS_CACERT',
    env: {
      OS_AUTH_URL: 'https://env.example',
      OS_USER_ID: 'u1',
      OS_PASSWORD: 'hunter2',
      OS_TENANT_NAME: 'old',
      OS_PROJECT_DOMAIN_ID: 'default',
      OS_ENDPOINT_TYPE: 'internalURL',
      OS_CACERT: '/ca.pem'
    },
    expected: { interfaces: ['internal'], verify: '/ca.pem', auth: { project_name: 'old' } }
  },
  {
    name: 'OS_INSECURE=true',
    env: { ...envCloud, OS_INSECURE: 'true' },
    expected: { verify: false }
  },
  {
    name: 'OS_INSECURE=1',
    env: { ...envCloud, OS_INSECURE: '1' },
    expected: { verify: false },
    differs: { because: 'a switch that is set to 1 is on; there only true is', theirs: { verify: true } }
  },
  {
    name: 'an auth_url that is missing in variables',
    env: { OS_USERNAME: 'me', OS_PASSWORD: 'hunter2', OS_USER_DOMAIN_ID: 'default' },
    expected: { error: ['no auth_url', 'set OS_AUTH_URL'] }
  }
]

const precedence: ReadonlyArray<Case> = [
  {
    name: 'an argument in auth wins',
    files: { 'work/clouds.yaml': devstack },
    overrides: { auth: { username: 'root' } },
    expected: { auth: { username: 'root', password: 'hunter2' } }
  },
  {
    name: 'an argument beside auth wins: a username',
    files: { 'work/clouds.yaml': devstack },
    overrides: { username: 'root' },
    expected: { auth: { username: 'root' } },
    differs: { because: 'arguments always win; there the one in the file does', theirs: { auth: { username: 'demo' } } }
  },
  {
    name: 'an argument beside auth wins: a project',
    files: { 'work/clouds.yaml': devstack },
    overrides: { project_name: 'root' },
    expected: { auth: { project_name: 'root' } },
    differs: {
      because: 'arguments always win; there it depends on the version (0.101: the file, later ones: the argument)',
      theirs: { auth: { project_name: 'demo' } }
    }
  },
  {
    name: 'a project name as an argument over the id of the file',
    files: cloud('', '      project_domain_id: default'),
    overrides: { auth: { project_name: 'root' } },
    expected: { body: byPassword({ project: { name: 'root', domain: { id: 'default' } } }) },
    differs: {
      because: 'arguments always win; there the id of the file is what Keystone sees',
      theirs: { body: byPassword({ project: { id: 'p1' } }) }
    }
  },
  {
    name: 'system_scope as an argument over the project of the file',
    files: cloud(''),
    overrides: { system_scope: 'all' },
    expected: { body: byPassword({ system: { all: true } }) },
    differs: {
      because: 'arguments always win; there both are kept, and Keystone sees the project',
      theirs: { body: byPassword({ project: { id: 'p1' } }) }
    }
  },
  {
    name: 'arguments that were not given do not count',
    files: { 'work/clouds.yaml': devstack },
    overrides: { interface: null, auth: { username: null } },
    expected: { interfaces: ['public'], auth: { username: 'demo' } },
    differs: {
      because: 'null says nothing, under auth as elsewhere; there it takes the username away',
      theirs: { body: byPassword({ project: { name: 'demo', domain: { name: 'Default' } } }, { password: 'hunter2' }) }
    }
  },
  {
    name: 'arguments with dashes and prefixes',
    files: { 'work/clouds.yaml': devstack },
    overrides: { os_interface: 'admin', 'api-timeout': 12 },
    expected: { interfaces: ['admin'], timeout: 12 }
  },
  {
    name: 'the interface of the cloud before the usual one',
    files: cloud('    interface: admin'),
    expected: { interfaces: ['admin'] }
  },
  {
    name: 'within auth and beside it',
    files: auth([...userAndPassword, 'project_id: inside'], ['project_id: beside']),
    expected: { auth: { project_id: 'beside' } },
    differs: {
      because: 'as later versions do: what stands beside auth is what a region or an argument says',
      theirs: { auth: { project_id: 'inside' } }
    }
  },
  {
    name: 'new names before old ones',
    files: auth([...userAndPassword, 'project_name: new', 'tenant_name: old', 'project_domain_id: default']),
    expected: { auth: { project_name: 'new' } }
  },
  {
    name: 'keys beside auth',
    files: {
      'work/clouds.yaml': 'clouds: {c: {auth_url: "https://c.example", user_id: u1, password: hunter2, tenant_id: p1}}'
    },
    expected: { auth: { auth_url: 'https://c.example', user_id: 'u1', project_id: 'p1' } }
  },
  {
    name: 'keys with dashes',
    files: auth(['user-id: u1', 'password: hunter2', 'project-id: p1'], ['region-name: R1', 'compute-api-version: 2']),
    expected: { region: 'R1', auth: { user_id: 'u1', project_id: 'p1' }, services: { compute: { apiVersion: '2' } } }
  },
  {
    name: 'domain_name with a project stands for both domains',
    files: auth(['username: me', 'password: hunter2', 'project_name: mine', 'domain_name: Corp']),
    expected: {
      auth: { user_domain_name: 'Corp', project_domain_name: 'Corp' },
      body: byPassword(
        { project: { name: 'mine', domain: { name: 'Corp' } } },
        { name: 'me', domain: { name: 'Corp' }, password: 'hunter2' }
      )
    }
  },
  {
    name: 'domain_id beside auth with a project',
    files: auth(['username: me', 'password: hunter2', 'project_name: mine'], ['domain_id: d1']),
    expected: { auth: { user_domain_id: 'd1', project_domain_id: 'd1' } }
  },
  {
    name: 'domain_id without a project is a scope',
    files: auth([...userAndPassword, 'domain_id: d1']),
    expected: { body: byPassword({ domain: { id: 'd1' } }) }
  },
  {
    name: 'placeholders in URLs',
    files: auth(
      [...userAndPassword, 'project_id: p1'],
      ['region_name: R1', "compute_endpoint_override: 'https://{region_name}.example/v2.1/%(project_id)s'"]
    ),
    expected: { services: { compute: { endpointOverride: 'https://R1.example/v2.1/%(project_id)s' } } }
  },
  {
    name: 'a placeholder for nothing',
    files: { 'work/clouds.yaml': 'clouds: {c: {auth: {auth_url: "https://{zone}.example", user_id: u, password: p}}}' },
    expected: { error: ['auth_url', '{zone}', 'not set'] }
  }
]

const profiles: ReadonlyArray<Case> = [
  {
    name: 'a well-known cloud',
    files: {
      'work/clouds.yaml': 'clouds: {o: {profile: ovh, auth: {username: me, password: hunter2, project_name: mine}}}'
    },
    region: 'GRA7',
    expected: {
      region: 'GRA7',
      auth: { auth_url: 'https://auth.cloud.ovh.net/', user_domain_name: 'Default', project_domain_name: 'Default' },
      services: { identity: { apiVersion: '3' } }
    }
  },
  {
    name: 'its first region',
    files: {
      'work/clouds.yaml': 'clouds: {o: {profile: citycloud, auth: {user_id: me, password: hunter2, project_id: p1}}}'
    },
    expected: { region: 'Buf1', auth: { auth_url: 'https://Buf1.citycloud.com:5000/v3/' } }
  },
  {
    name: 'a region of it that there is not',
    files: {
      'work/clouds.yaml': 'clouds: {o: {profile: otc, auth: {user_id: me, password: hunter2, project_id: p1}}}'
    },
    region: 'eu-es',
    expected: { error: ['eu-es', 'eu-de, eu-nl'] }
  },
  {
    name: 'what a cloud lacks is switched off',
    files: {
      'work/clouds.yaml': 'clouds: {r: {profile: rackspace, auth: {user_id: me, password: hunter2, project_id: p1}}}'
    },
    expected: {
      region: 'DFW',
      services: { network: { disabled: true }, compute: { serviceName: 'cloudServersOpenStack' } }
    },
    differs: {
      because:
        'the project id that this override ends in is written as a placeholder, not appended when it is asked for',
      theirs: { region: 'DFW', services: { network: { disabled: true } } }
    }
  },
  {
    name: 'the cloud over the profile',
    files: {
      'work/clouds.yaml':
        'clouds: {o: {profile: ovh, region_name: mine, auth: {auth_url: "https://o.example", user_id: me, password: hunter2, project_id: p1}}}'
    },
    expected: { region: 'mine', auth: { auth_url: 'https://o.example' } }
  },
  {
    name: 'another name for the same thing over the profile',
    files: {
      'work/clouds.yaml':
        'clouds: {o: {profile: ovh, auth: {username: me, password: p, project_id: p1, user_domain_id: d1}}}'
    },
    expected: { auth: { user_domain_id: 'd1' } },
    differs: {
      because: 'a later layer takes back the other name of what it says',
      theirs: { auth: { user_domain_name: 'Default' } }
    }
  },
  {
    name: 'cloud, as profile was called',
    files: {
      'work/clouds.yaml': 'clouds: {o: {cloud: elastx, auth: {user_id: me, password: hunter2, project_id: p1}}}'
    },
    expected: { region: 'se-sto', auth: { auth_url: 'https://ops.elastx.cloud:5000/v3' } }
  },
  {
    name: 'clouds-public.yaml',
    files: {
      ...cloud('    profile: corp'),
      'work/clouds-public.yaml': 'public-clouds: {corp: {region_name: Corp1, interface: internal}}'
    },
    expected: { region: 'Corp1', interfaces: ['internal'] }
  },
  {
    name: 'clouds-public.yaml before the well-known ones',
    files: { ...cloud('    profile: ovh'), 'work/clouds-public.yaml': 'public-clouds: {ovh: {region_name: Corp1}}' },
    expected: { region: 'Corp1' }
  },
  {
    name: 'a profile that nobody knows',
    files: cloud('    profile: nowhere'),
    expected: { name: 'c' },
    warnings: ['There is no profile nowhere']
  },
  {
    name: 'a profile as an argument',
    files: auth([...userAndPassword, 'project_id: p1']),
    profile: 'zetta',
    expected: { region: 'no-osl1', services: { dns: { apiVersion: '2' } } }
  },
  {
    name: 'a URL profile',
    files: {
      'work/clouds.yaml':
        'clouds: {u: {profile: "https://pub.example/x", auth: {user_id: u1, password: p, project_id: p1}}}'
    },
    remote: {
      'https://pub.example/.well-known/openstack/api': {
        name: 'pub',
        profile: { auth: { auth_url: 'https://id.pub.example/v3' }, regions: ['P1', 'P2'] }
      }
    },
    expected: { region: 'P1', auth: { auth_url: 'https://id.pub.example/v3' } }
  },
  {
    name: 'a well-known cloud with a URL profile',
    files: { 'work/clouds.yaml': 'clouds: {v: {profile: vexxhost, auth: {user_id: u1, password: p, project_id: p1}}}' },
    remote: {
      'https://vexxhost.com/.well-known/openstack/api': {
        name: 'vexxhost',
        profile: { auth: { auth_url: 'https://auth.vexxhost.example' }, region_name: 'ca-ymq-1' }
      }
    },
    expected: { region: 'ca-ymq-1', auth: { auth_url: 'https://auth.vexxhost.example' } }
  },
  {
    name: 'a URL profile that does not answer',
    files: cloud('    profile: https://gone.example'),
    expected: { error: ['https://gone.example', '.well-known'] }
  },
  {
    name: 'a cloud that was shut down',
    files: cloud('    profile: https://shut.example'),
    remote: {
      'https://shut.example/.well-known/openstack/api': {
        name: 's',
        profile: { status: 'shutdown', message: 'moved to t' }
      }
    },
    expected: { error: ['no longer exists', 'moved to t'] }
  }
]

const ultimum: Case = {
  name: 'profile ultimum',
  files: {
    'work/clouds.yaml': 'clouds: {c: {profile: ultimum, auth: {user_id: u1, password: hunter2, project_id: p1}}}'
  },
  expected: { region: 'RegionOne' },
  differs: {
    because: 'there the profile says region-name, with a dash, which nobody reads',
    theirs: { auth: { auth_url: 'https://console.ultimum-cloud.com:5000/' } }
  }
}

/** The well-known clouds that Debian's openstacksdk knows too. */
const wellKnown: ReadonlyArray<Case> = (
  'auro betacloud bluebox catalyst citycloud conoha dreamcompute elastx entercloudsuite fuga ibmcloud internap ' +
  'limestonenetworks otc ovh ovh-us switchengines unitedstack zetta'
)
  .split(' ')
  .map((profile) => ({
    name: `profile ${profile}`,
    files: { 'work/clouds.yaml': 'clouds: {c: {auth: {user_id: u1, password: hunter2, project_id: p1}}}' },
    overrides: profile === 'bluebox' ? { auth: { auth_url: 'https://b.example' } } : {},
    profile,
    expected: { name: 'c', authType: 'password' }
  }))

const regions: ReadonlyArray<Case> = [
  { name: 'the first of several', files: cloud('    regions: [R1, R2]'), expected: { region: 'R1' } },
  { name: 'one of several', files: cloud('    regions: [R1, R2]'), region: 'R2', expected: { region: 'R2' } },
  {
    name: 'none of several',
    files: cloud('    regions: [R1, R2]'),
    region: 'r2',
    expected: { error: ['r2 is no region', 'R1, R2', 'upper and lower case'] }
  },
  {
    name: 'values of a region',
    files: cloud(`
    interface: public
    regions:
      - name: R1
      - name: R2
        values:
          interface: internal
          auth: {auth_url: "https://r2.example/v3"}
          compute_default_microversion: '2.53'
`),
    region: 'R2',
    expected: {
      region: 'R2',
      interfaces: ['internal'],
      auth: { auth_url: 'https://r2.example/v3', user_id: 'u1' },
      services: { compute: { microversion: '2.53' } }
    }
  },
  {
    name: 'an argument over the values of a region',
    files: cloud('    regions: [{name: R1, values: {interface: internal}}]'),
    overrides: { interface: 'admin' },
    expected: { interfaces: ['admin'] }
  },
  { name: 'a list with commas', files: cloud('    region_name: R1,R2'), region: 'R2', expected: { region: 'R2' } },
  {
    name: 'a region for a cloud that knows of none',
    files: cloud(''),
    region: 'Any',
    expected: { region: 'Any' }
  },
  {
    name: 'another region than the only one',
    files: { 'work/clouds.yaml': devstack },
    region: 'RegionTwo',
    expected: { error: ['RegionTwo is no region', 'RegionOne'] }
  },
  {
    name: 'a region without a name',
    files: cloud('    regions: [{values: {interface: internal}}]'),
    expected: { error: ['regions', 'without a name'] }
  },
  {
    name: 'a region with a stray key',
    files: cloud('    regions: [{name: R1, interface: internal}]'),
    expected: { error: ['interface beside name', 'values'] }
  }
]

const settings: ReadonlyArray<Case> = [
  {
    name: 'services by their type',
    files: cloud(`
    compute_api_version: '2.60'
    compute_endpoint_override: https://n.example/v2.1
    compute_region_name: R5
    compute_interface: admin
    compute_service_name: nova2
    compute_service_type: compute-legacy
    identity_api_version: '3'
`),
    expected: {
      services: {
        compute: {
          apiVersion: '2',
          microversion: '2.60',
          endpointOverride: 'https://n.example/v2.1',
          region: 'R5',
          interfaces: ['admin'],
          serviceName: 'nova2',
          serviceType: 'compute-legacy'
        },
        identity: { apiVersion: '3' },
        network: { apiVersion: '2' }
      }
    }
  },
  {
    name: 'services by an older name, the official one first',
    files: cloud(`
    volume_api_version: '2'
    volumev3_default_microversion: '3.50'
    block_storage_endpoint_override: https://official.example
    volume_endpoint_override: https://alias.example
    share_api_version: '2'
    bare_metal_interface: internal
`),
    expected: {
      services: {
        'block-storage': { apiVersion: '2', microversion: '3.50', endpointOverride: 'https://official.example' },
        'shared-file-system': { apiVersion: '2' },
        baremetal: { interfaces: ['internal'] }
      }
    }
  },
  {
    name: 'a microversion without quotes',
    files: cloud('    compute_default_microversion: 2.60'),
    expected: { services: { compute: { microversion: '2.60' } } },
    differs: {
      because: 'a version is text; YAML reads 2.6',
      theirs: { services: { compute: { microversion: '2.6' } } }
    }
  },
  {
    name: 'an api version that only ever meant 2',
    files: cloud("    network_api_version: '2.0'"),
    expected: { services: { network: { apiVersion: '2' } } },
    differs: { because: 'major version 2 has one name', theirs: { services: { network: { apiVersion: '2.0' } } } }
  },
  {
    name: 'two microversions at once',
    files: cloud("    compute_api_version: '2.60'\n    compute_default_microversion: '2.61'"),
    expected: { error: ['2.60', '2.61', 'compute_default_microversion'] }
  },
  {
    name: 'an endpoint, as the override is also called',
    files: cloud('    image_endpoint: https://i.example'),
    expected: { services: { image: { endpointOverride: 'https://i.example' } } }
  },
  {
    name: 'services that are not there',
    files: cloud('    has_network: false\n    has_block_storage: no\n    has_image: yes\n    image_api_version: 2'),
    expected: {
      services: { network: { disabled: true }, 'block-storage': { disabled: true }, image: { apiVersion: '2' } }
    }
  },
  {
    name: 'services of every kind, by their older names as well',
    files: cloud(
      '    workflow_endpoint_override: https://w.example/v2\n    has_container_infra: false\n' +
        '    messaging_interface: internal\n    rate_limit: {workflow: 3}\n    reservation_connect_retries: 2'
    ),
    expected: {
      services: {
        workflow: { endpointOverride: 'https://w.example/v2', rateLimit: 3 },
        'container-infrastructure-management': { disabled: true },
        message: { interfaces: ['internal'] },
        reservation: { connectRetries: 2 },
        'baremetal-introspection': { statusCodeRetries: 5 }
      }
    }
  },
  {
    name: 'a cache of tokens, asked for at the top of the file',
    files: { 'work/clouds.yaml': `cache:\n  auth: true\n${cloud('')['work/clouds.yaml'] ?? ''}` },
    expected: { name: 'c' },
    warnings: ['cache.auth of cloud c is not used', 'fileTokenStore']
  },
  { name: 'verify: no', files: cloud('    verify: no'), expected: { verify: false } },
  { name: 'verify: Off', files: cloud('    verify: Off'), expected: { verify: false } },
  { name: 'insecure: on', files: cloud('    insecure: on'), expected: { verify: false } },
  {
    name: 'insecure: Yes beats verify: true',
    files: cloud('    insecure: Yes\n    verify: true'),
    expected: { verify: false }
  },
  { name: 'insecure: "true" in quotes', files: cloud('    insecure: "true"'), expected: { verify: false } },
  {
    name: 'verify: "false" in quotes',
    files: cloud('    verify: "false"'),
    expected: { verify: false },
    differs: {
      because: 'a switch is read by its meaning; there any text is a path of authorities',
      theirs: { verify: 'false' }
    }
  },
  {
    name: 'verify: y is no word for yes in YAML 1.1 either',
    files: cloud('    verify: y'),
    expected: { error: ['verify', 'true or false', '"y"'] },
    differs: { because: 'a switch that is neither on nor off is an error; there it is a path', theirs: { verify: 'y' } }
  },
  {
    name: 'authorities and a client certificate',
    files: cloud('    cacert: ~/ca.pem\n    cert: ~/me.pem\n    key: /me.key'),
    expected: { verify: '{root}/home/ca.pem', cert: ['{root}/home/me.pem', '/me.key'] }
  },
  {
    name: 'authorities that are not asked',
    files: cloud('    cacert: /ca.pem\n    verify: false'),
    expected: { verify: false },
    warnings: ['cacert']
  },
  { name: 'api_timeout', files: cloud('    api_timeout: 30'), expected: { timeout: 30 } },
  {
    name: 'a timeout by an old name',
    files: cloud('    compute_timeout: 7\n    api_timeout: 30'),
    expected: { timeout: 7 }
  },
  {
    name: 'api_timeout that is no number',
    files: cloud('    api_timeout: soon'),
    expected: { error: ['api_timeout', 'number', 'soon'] },
    differs: { because: 'it would only show when a connection is made', theirs: { name: 'c' } }
  },
  {
    name: 'retries, with one for all',
    files: cloud('    connect_retries: 2\n    compute_connect_retries: 4\n    compute_status_code_retries: 3'),
    expected: {
      limits: { connectRetries: 2 },
      services: { compute: { connectRetries: 4, statusCodeRetries: 3 }, image: { statusCodeRetries: 5 } }
    }
  },
  {
    name: 'rate limits and concurrency by service',
    files: cloud('    rate_limit: {compute: 5, volume: 2.5}\n    concurrency: {compute: 8}'),
    expected: { services: { compute: { rateLimit: 5, concurrency: 8 }, 'block-storage': { rateLimit: 2.5 } } }
  },
  {
    name: 'rate limits by an official type with a dash',
    files: cloud('    rate_limit: {block-storage: 2}'),
    expected: { services: { 'block-storage': { rateLimit: 2 } } },
    differs: { because: 'there the dash becomes an underscore before it is looked for', theirs: { services: {} } }
  },
  {
    name: 'several interfaces',
    files: cloud('    interface: [internal, public]'),
    expected: { interfaces: ['internal', 'public'] }
  },
  {
    name: 'an interface that is none',
    files: cloud('    interface: pubic'),
    expected: { error: ['interface', 'public, internal or admin', 'pubic'] },
    differs: { because: 'it would only show as a service that is not found', theirs: { interfaces: ['pubic'] } }
  },
  {
    name: 'networks',
    files: cloud(
      '    networks: [{name: blue, routes_externally: yes, nat_source: true}, {name: green, nat_destination: true, default_interface: true}]'
    ),
    expected: {
      networks: [
        {
          name: 'blue',
          routesExternally: true,
          routesIpv4Externally: true,
          routesIpv6Externally: true,
          natSource: true,
          natDestination: false,
          defaultInterface: false
        },
        { name: 'green', natDestination: true, defaultInterface: true }
      ]
    }
  },
  {
    name: 'two networks for floating addresses',
    files: cloud('    networks: [{name: blue, nat_destination: true}, {name: green, nat_destination: true}]'),
    expected: { error: ['networks', 'blue and green', 'nat_destination'] }
  },
  {
    name: 'networks of old',
    files: cloud('    external_network: world\n    internal_network: home'),
    expected: {
      networks: [
        { name: 'world', routesExternally: true },
        { name: 'home', natDestination: true }
      ]
    },
    differs: {
      because: 'the same, but that the old names leave out what follows from them there',
      theirs: { name: 'c' }
    }
  },
  {
    name: 'force_ipv4',
    files: { 'work/clouds.yaml': `${devstack}client: {force_ipv4: true}\n` },
    expected: { ipv4Only: true }
  }
]

const signIns: ReadonlyArray<Case> = [
  {
    name: 'a token',
    files: auth(['token: t0', 'project_id: p1'], ['auth_type: v3token']),
    expected: {
      authType: 'v3token',
      body: { auth: { identity: { methods: ['token'], token: { id: 't0' } }, scope: { project: { id: 'p1' } } } }
    }
  },
  {
    name: 'auth_token beside auth',
    files: auth(['project_id: p1'], ['auth_type: token', 'auth_token: t0']),
    expected: { auth: { token: 't0' } }
  },
  {
    name: 'an application credential',
    files: auth(
      ['application_credential_id: a1', 'application_credential_secret: hunter2'],
      ['auth_type: v3applicationcredential']
    ),
    expected: {
      body: {
        auth: {
          identity: {
            methods: ['application_credential'],
            application_credential: { id: 'a1', secret: 'hunter2' }
          }
        }
      }
    }
  },
  {
    name: 'an application credential by name',
    files: auth(
      [
        'application_credential_name: n',
        'application_credential_secret: hunter2',
        'username: me',
        'user_domain_id: default'
      ],
      ['auth_type: v3applicationcredential']
    ),
    expected: {
      body: {
        auth: {
          identity: {
            methods: ['application_credential'],
            application_credential: { name: 'n', secret: 'hunter2', user: { name: 'me', domain: { id: 'default' } } }
          }
        }
      }
    }
  },
  {
    name: 'an application credential and a project',
    files: auth(
      ['application_credential_id: a1', 'application_credential_secret: hunter2', 'project_id: p1'],
      ['auth_type: v3applicationcredential']
    ),
    expected: { authType: 'v3applicationcredential' },
    warnings: ['project_id', 'is not used'],
    differs: {
      because: 'Keystone refuses a scope beside an application credential, so none is sent',
      theirs: { authType: 'v3applicationcredential' }
    }
  },
  {
    name: 'an OAuth 1 consumer',
    files: auth(
      ['consumer_key: k', 'consumer_secret: hunter2', 'access_key: a', 'access_secret: hunter3'],
      ['auth_type: v3oauth1']
    ),
    expected: { authType: 'v3oauth1', body: { auth: { identity: { methods: ['oauth1'], oauth1: {} } } } }
  },
  {
    name: 'an OAuth 1 consumer and a project',
    files: auth(
      ['consumer_key: k', 'consumer_secret: hunter2', 'access_key: a', 'access_secret: hunter3', 'project_id: p1'],
      ['auth_type: v3oauth1']
    ),
    expected: { authType: 'v3oauth1' },
    warnings: ['project_id', 'is not used'],
    differs: {
      because: 'Keystone heeds no scope beside an OAuth 1 token, so none is sent',
      theirs: { authType: 'v3oauth1' }
    }
  },
  {
    name: 'a passcode',
    files: auth(['user_id: u1', 'project_id: p1'], ['auth_type: v3totp', "passcode: '012345'"]),
    expected: {
      body: {
        auth: {
          identity: { methods: ['totp'], totp: { user: { id: 'u1', passcode: '012345' } } },
          scope: { project: { id: 'p1' } }
        }
      }
    }
  },
  {
    name: 'several factors',
    files: auth(
      [...userAndPassword, "passcode: '012345'", 'project_id: p1', 'auth_methods: [v3password, v3totp]'],
      ['auth_type: v3multifactor']
    ),
    expected: {
      body: {
        auth: {
          identity: {
            methods: ['password', 'totp'],
            password: { user: { id: 'u1', password: 'hunter2' } },
            totp: { user: { id: 'u1', passcode: '012345' } }
          },
          scope: { project: { id: 'p1' } }
        }
      }
    }
  },
  {
    name: 'an access token of a provider',
    files: auth(
      ['identity_provider: idp', 'protocol: openid', 'access_token: t0', 'project_id: p1'],
      ['auth_type: v3oidcaccesstoken']
    ),
    expected: { authType: 'v3oidcaccesstoken', auth: { identity_provider: 'idp', access_token: 't0' } }
  },
  {
    name: 'the credentials of a client',
    files: auth(
      [
        'identity_provider: idp',
        'protocol: openid',
        'client_id: me',
        'client_secret: hunter2',
        'discovery_endpoint: https://idp.example/.well-known/openid-configuration',
        'openid_scope: openid',
        'project_id: p1'
      ],
      ['auth_type: v3oidcclientcredentials']
    ),
    expected: { authType: 'v3oidcclientcredentials', auth: { openid_scope: 'openid', client_id: 'me' } }
  },
  {
    name: 'none',
    files: { 'work/clouds.yaml': 'clouds: {i: {auth_type: none, auth: {endpoint: "http://ironic.example:6385"}}}' },
    expected: { authType: 'none', auth: { endpoint: 'http://ironic.example:6385' } }
  },
  {
    name: 'an auth_type that says nothing',
    files: { 'work/clouds.yaml': 'clouds: {i: {auth_type: , auth: {endpoint: "http://ironic.example:6385"}}}' },
    expected: { authType: 'none' }
  },
  {
    name: 'http_basic',
    files: {
      'work/clouds.yaml':
        'clouds: {i: {auth_type: http_basic, auth: {endpoint: "http://i.example", username: me, password: hunter2}}}'
    },
    expected: { authType: 'http_basic', auth: { username: 'me' } }
  },
  {
    name: 'token_endpoint',
    files: {
      'work/clouds.yaml': 'clouds: {i: {auth_type: token_endpoint, auth: {url: "http://i.example", token: t0}}}'
    },
    expected: { authType: 'admin_token', auth: { endpoint: 'http://i.example', token: 't0' } }
  },
  {
    name: 'the system',
    files: auth([...userAndPassword, 'system_scope: all']),
    expected: { body: byPassword({ system: { all: true } }) }
  },
  {
    name: 'a trust',
    files: auth([...userAndPassword, 'trust_id: t1']),
    expected: { body: byPassword({ 'OS-TRUST:trust': { id: 't1' } }) }
  },
  { name: 'no scope', files: auth(userAndPassword), expected: { body: byPassword(undefined) } },
  {
    name: 'unscoped',
    files: auth([...userAndPassword, 'unscoped: true']),
    expected: { body: byPassword('unscoped') },
    differs: { because: 'the word exists in code there, not in files', theirs: { error: ['unscoped'] } }
  },
  {
    name: 'two scopes',
    files: auth([...userAndPassword, 'project_id: p1', 'system_scope: all']),
    expected: { error: ['project_id', 'system_scope', 'one of them'] },
    differs: {
      because: 'one of them was written in error; there the project wins unsaid',
      theirs: { body: byPassword({ project: { id: 'p1' } }) }
    }
  },
  {
    name: 'default_domain_id for what has none',
    files: auth(['username: me', 'password: hunter2', 'project_name: mine', 'default_domain_id: default']),
    expected: {
      body: byPassword(
        { project: { name: 'mine', domain: { id: 'default' } } },
        { name: 'me', domain: { id: 'default' }, password: 'hunter2' }
      )
    }
  },
  {
    name: 'auth_plugin, as auth_type was called',
    files: auth(['token: t0'], ['auth_plugin: v3token']),
    expected: { authType: 'v3token' },
    differs: {
      because: 'a cloud says so itself, whatever the usual auth_type is; there the usual one beats it',
      theirs: { error: ['token'] }
    }
  },
  {
    name: 'a user without a domain',
    files: auth(['username: me', 'password: hunter2', 'project_id: p1']),
    expected: { error: ['no user_domain_name', 'clouds.c.auth', 'work/clouds.yaml', 'user_domain_id'] },
    differs: { because: 'Keystone refuses it, in other words', theirs: { name: 'c' } }
  },
  {
    name: 'a project without a domain',
    files: auth([...userAndPassword, 'project_name: mine']),
    expected: { error: ['no project_domain_name', 'clouds.c.auth'] },
    differs: { because: 'Keystone refuses it, in other words', theirs: { name: 'c' } }
  },
  {
    name: 'no password',
    files: auth(['user_id: u1', 'project_id: p1']),
    expected: { error: ['no password', 'clouds.c.auth in secure.yaml'] },
    differs: { because: 'Keystone refuses it, in other words', theirs: { name: 'c' } }
  },
  {
    name: 'an application credential without auth_type',
    files: auth(['application_credential_id: a1', 'application_credential_secret: hunter2']),
    expected: { error: ['set auth_type to v3applicationcredential'] }
  },
  {
    name: 'no auth_url',
    files: { 'work/clouds.yaml': 'clouds: {c: {auth: {user_id: u1, password: hunter2}}}' },
    expected: { error: ['no auth_url', 'clouds.c.auth in', 'work/clouds.yaml'] }
  },
  {
    name: 'an auth_url that is none',
    files: {
      'work/clouds.yaml': 'clouds: {c: {auth: {auth_url: "cloud.example:5000", user_id: u1, password: hunter2}}}'
    },
    expected: { error: ['auth_url', 'should be a URL'] },
    differs: { because: 'it would only show when a connection is made', theirs: { name: 'c' } }
  },
  {
    name: 'an auth_type that nobody knows',
    files: auth(userAndPassword, ['auth_type: magic']),
    expected: { error: ['magic', 'not known', 'v3applicationcredential', 'none'] }
  },
  {
    name: 'an auth_type that we do not have',
    files: auth(
      [
        ...userAndPassword,
        'identity_provider: i',
        'protocol: p',
        'identity_provider_url: https://i.example',
        'username: me'
      ],
      ['auth_type: v3samlpassword']
    ),
    expected: { error: ['v3samlpassword', 'not supported', 'v3applicationcredential'] }
  }
]

export const cases: ReadonlyArray<Case> = [
  ...files,
  ...choices,
  ...precedence,
  ...profiles,
  ...wellKnown,
  ultimum,
  ...regions,
  ...settings,
  ...signIns
]
