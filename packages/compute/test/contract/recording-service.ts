/**
 * A cloud that keeps what it is asked and answers what it is told.
 */
import type { Cloud, Microversion, Service } from '@openstack-ts/core'
import { right } from 'fp-ts/lib/Either.js'

export interface CannedAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly text: string
}

export interface RecordingCloud {
  readonly cloud: Cloud<'compute'>
  /** The last request. */
  readonly asked: () => AskedRequest | undefined
}

export interface AskedRequest {
  readonly method: string
  readonly path: string
  /** JSON; absent where none was sent. */
  readonly body: string | undefined
}

export const recordingCloud = (answer: CannedAnswer, microversion: Microversion): RecordingCloud => {
  let last: AskedRequest | undefined
  const compute: Service = {
    microversions: async () => right({ min: '2.1', max: '2.104' }),
    policy: microversion,
    send: (request) => async () => {
      last = {
        method: request.method,
        path: request.path,
        body: typeof request.body === 'string' ? request.body : undefined
      }
      return right({ headers: {}, ...answer })
    }
  }
  return { cloud: { compute }, asked: () => last }
}
