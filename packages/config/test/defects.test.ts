/** What openstacksdk was seen to do with configuration, by its number in our list of its reproduced defects. */
import type { Case } from './cases.js'
import { outcomeOf } from './resolve-case.js'

const clouds = `
clouds:
  devstack:
    auth:
      auth_url: https://keystone.example/v3
      username: demo
      password: hunter2
      user_domain_id: default
      project_name: demo
      project_domain_id: default
    region_name: RegionOne
    interface: public
`

const given = { username: 'root', password: 'hunter3', project_name: 'admin', project_domain_id: 'other' }

const item = (more: Pick<Case, 'overrides'>): Case => ({
  name: 'explicit arguments',
  cloud: 'devstack',
  files: { 'work/clouds.yaml': clouds },
  env: { OS_USERNAME: 'environment', OS_PROJECT_NAME: 'environment' },
  expected: {},
  ...more
})

it('39: what is said explicitly wins over clouds.yaml and the environment, each of it and all together', async () => {
  for (const [name, value] of Object.entries(given)) {
    expect(await outcomeOf(item({ overrides: { [name]: value } }))).toMatchObject({ auth: { [name]: value } })
    expect(await outcomeOf(item({ overrides: { auth: { [name]: value } } }))).toMatchObject({ auth: { [name]: value } })
  }
  const all = { ...given, interface: 'admin' }
  expect(await outcomeOf(item({ overrides: all }))).toMatchObject({ auth: given, interfaces: ['admin'] })
  expect(await outcomeOf(item({}))).toMatchObject({ auth: { username: 'demo' }, interfaces: ['public'] })
})
