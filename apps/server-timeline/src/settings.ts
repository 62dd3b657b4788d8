/**
 * What the command line says, checked.
 *
 * @since 0.1.0
 */
import { isMicroversion, type Microversion, type Timestamp } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type Complaint, usage } from './complaint.js'
import { readMoment, utc, type Zone, zoneOf } from './moment.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** As the argument parser has them: text, or whether a switch is there. */
export interface Given {
  readonly osCloud?: string
  readonly osRegionName?: string
  readonly osComputeApiVersion?: string
  readonly fake?: boolean
  readonly fakeUser?: string
  readonly json?: boolean
  readonly limit?: string
  readonly timeZone?: string
  readonly debug?: boolean
  readonly allProjects?: boolean
  readonly action?: string
  readonly changesSince?: string
  readonly traceback?: boolean
}

/** Which cloud, and how it is spoken to. */
export interface CloudSettings {
  readonly cloud?: string
  readonly region?: string
  readonly microversion?: Microversion
  readonly fake: boolean
  readonly fakeUser: string
  readonly debug: boolean
  readonly json: boolean
}

export interface Settings extends CloudSettings {
  readonly limit?: number
  readonly zone: Zone
  readonly allProjects: boolean
  readonly requestId?: string
  readonly changesSince?: Timestamp
  readonly tracebacks: boolean
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** All of it, or the first thing that is wrong with it. */
export const readSettings = (given: Given): E.Either<Complaint, Settings> => {
  const limit = read('--limit', given.limit, readLimit)
  if (E.isLeft(limit)) return limit
  const changesSince = read('--changes-since', given.changesSince, readMoment)
  if (E.isLeft(changesSince)) return changesSince
  const zone = read('--time-zone', given.timeZone, zoneOf)
  if (E.isLeft(zone)) return zone
  const microversion = read('--os-compute-api-version', given.osComputeApiVersion, readMicroversion)
  if (E.isLeft(microversion)) return microversion
  const single = given.action !== undefined && (given.limit !== undefined || given.changesSince !== undefined)
  if (single) return E.left(usage('--action is one action: leave out --limit and --changes-since'))
  if ((given.fake === true || given.fakeUser !== undefined) && given.osCloud !== undefined) {
    return E.left(usage('--os-cloud and the fake cloud are two clouds: leave out one'))
  }
  return E.right({
    fake: given.fake === true || given.fakeUser !== undefined,
    fakeUser: given.fakeUser ?? 'admin',
    debug: given.debug === true,
    json: given.json === true,
    allProjects: given.allProjects === true,
    tracebacks: given.traceback === true,
    zone: zone.right ?? utc,
    ...(given.osCloud === undefined ? {} : { cloud: given.osCloud }),
    ...(given.osRegionName === undefined ? {} : { region: given.osRegionName }),
    ...(microversion.right === undefined ? {} : { microversion: microversion.right }),
    ...(limit.right === undefined ? {} : { limit: limit.right }),
    ...(given.action === undefined ? {} : { requestId: given.action }),
    ...(changesSince.right === undefined ? {} : { changesSince: changesSince.right })
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const read = <A>(
  option: string,
  text: string | undefined,
  reader: (text: string) => E.Either<string, A>
): E.Either<Complaint, A | undefined> => {
  if (text === undefined) return E.right(undefined)
  const result = reader(text)
  return E.isLeft(result) ? E.left(usage(`${option}: ${result.left}`)) : result
}

const readLimit = (text: string): E.Either<string, number> =>
  /^[1-9]\d{0,8}$/.test(text) ? E.right(Number(text)) : E.left(`${text} is no count: write a whole number from 1 on`)

const readMicroversion = (text: string): E.Either<string, Microversion | undefined> => {
  // As other clients have it, the major version alone leaves the choice to them.
  if (text === 'latest' || text === '2') return E.right(undefined)
  return isMicroversion(text) ? E.right(text) : E.left(`${text} is no microversion: write 2.79, say, or latest`)
}
