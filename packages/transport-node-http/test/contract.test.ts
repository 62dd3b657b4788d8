import { transportContract } from '@openstack-ts/testing'

import { nodeHttpTransport } from '../src/index.js'

transportContract('node-http', nodeHttpTransport)
