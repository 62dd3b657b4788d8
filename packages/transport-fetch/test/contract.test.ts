import { transportContract } from '@openstack-ts/testing'

import { fetchTransport } from '../src/index.js'

transportContract('fetch', fetchTransport)
