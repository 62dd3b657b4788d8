/**
 * Nova, declared.
 *
 * @since 0.1.0
 */
import { promises } from '@openstack-ts/core'

import { flavors } from './flavor.js'
import { servers } from './server.js'
import { ServerAction } from './server-action.js'

export { Flavor } from './flavor.js'
export { Link } from './link.js'
export { CreatedServer, Server } from './server.js'
export { ServerAction, ServerActionEvent } from './server-action.js'

/** Every endpoint that this package declares, by what it is about. */
export const endpoints = { flavors, servers, serverActions: ServerAction.endpoints }

/** The promise face of Nova. */
export const compute = promises(endpoints)
