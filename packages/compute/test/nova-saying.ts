/**
 * A Nova that answers what it is told, and remembers what it was asked.
 */
import type { Cloud, Service, ServiceRequest } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

export interface Said {
  readonly status?: number
  readonly body?: unknown
}

export interface Nova {
  readonly cloud: Cloud<'compute'>
  readonly asked: ReadonlyArray<ServiceRequest>
  /** `POST /servers {"server":…}` */
  readonly lines: () => ReadonlyArray<string>
  /** The microversion of each request. */
  readonly spoken: () => ReadonlyArray<string | undefined>
}

/** Answers one after the other, the last one for ever; or whatever a function makes of a request's query. */
export const novaSaying = (...answers: ReadonlyArray<Said> | readonly [(query: URLSearchParams) => Said]): Nova => {
  const asked: Array<ServiceRequest> = []
  const say = ({ path }: ServiceRequest): Said => {
    const said = answers[Math.min(asked.length, answers.length - 1)]
    return typeof said === 'function' ? said(new URLSearchParams(path.split('?')[1])) : (said ?? {})
  }
  const compute: Service = {
    microversions: async () => E.right({ min: '2.1', max: '2.104' }),
    policy: 'latest',
    send: (request) => async () => {
      const { body, status = 200 } = say(request)
      asked.push(request)
      return E.right({ status, headers: {}, text: body === undefined ? '' : JSON.stringify(body) })
    }
  }
  return {
    cloud: { compute },
    asked,
    lines: () =>
      asked.map(({ body, method, path }) => `${method} ${path}${typeof body === 'string' ? ` ${body}` : ''}`),
    spoken: () => asked.map(({ headers }) => headers['OpenStack-API-Version'])
  }
}
