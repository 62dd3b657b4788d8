/**
 * What a caller writes to send the samples of Nova's documentation: a call for each, checked by the compiler. Where a
 * sample is of two operations, the second part of its name says of which.
 */
import type { compute } from '../../../src/index.js'
import { besideServerRequests } from './beside-servers.js'
import { flavorRequests } from './flavors.js'
import { operatorRequests } from './operators.js'
import { serverActionRequests } from './server-actions.js'
import { serverCreationRequests } from './server-creation.js'
import { serverRequests } from './servers.js'

export type Nova = ReturnType<typeof compute>

export interface Requests {
  readonly [sample: string]: (nova: Nova) => Promise<unknown>
}

export const requests: Requests = {
  ...flavorRequests,
  ...operatorRequests,
  ...serverCreationRequests,
  ...serverRequests,
  ...serverActionRequests,
  ...besideServerRequests
}
