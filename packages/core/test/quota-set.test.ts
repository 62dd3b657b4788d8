import * as t from 'io-ts'

import { call, optional, quotaSetOf } from '../src/index.js'
import { cloudSaying } from './cloud-saying.js'

const quotaSets = quotaSetOf(
  { name: 'QuotaSet', service: 'compute', microversion: '2.104', path: '/os-quota-sets' },
  {
    fields: { cores: optional('cores', t.number) },
    input: { cores: optional('cores', t.Integer) },
    query: { userId: optional('user_id', t.string) }
  }
)

describe('quotaSetOf', () => {
  it('narrows all but the defaults down by its query', async () => {
    const { cloud, lines } = cloudSaying({ body: { quota_set: {} } })
    const one = { projectId: 'p', userId: 'u' }
    await call(quotaSets.get)(one)(cloud)()
    await call(quotaSets.getDetail)(one)(cloud)()
    await call(quotaSets.update)({ ...one, cores: 5 })(cloud)()
    await call(quotaSets.reset)(one)(cloud)()
    await call(quotaSets.getDefaults)({ projectId: 'p' })(cloud)()
    expect(lines()).toEqual([
      'GET /os-quota-sets/p?user_id=u',
      'GET /os-quota-sets/p/detail?user_id=u',
      'PUT /os-quota-sets/p?user_id=u {"quota_set":{"cores":5}}',
      'DELETE /os-quota-sets/p?user_id=u',
      'GET /os-quota-sets/p/defaults'
    ])
  })
})
