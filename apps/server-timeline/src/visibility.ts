/**
 * What this account, or this cloud's microversion, does not show. A key that is missing means hidden, never empty.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * @since 0.1.0
 */
import type { ServerAction } from '@openstack-ts/compute'
import { isOlderThan, type Microversion } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** - `unknown`: no record has what it would stand in. */
export type Sight = 'shown' | 'policy' | 'microversion' | 'unknown'

export interface Visible {
  readonly what: Subject
  readonly sight: Sight
  /** The microversion that shows it to an account which may see it. */
  readonly since?: Microversion
}

export type Subject = 'updatedAt' | 'events' | 'hostId' | 'host' | 'traceback' | 'details'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** What can be seen of these actions, which were asked for with their steps at this microversion. */
export const visibility = (
  actions: ReadonlyArray<ServerAction>,
  microversion: Microversion
): ReadonlyArray<Visible> => {
  const events = actions.flatMap((action) => action.events ?? [])
  const older = (since: Microversion): boolean => isOlderThan(since)(microversion)
  const sight = (present: boolean, asked: number, since: Microversion = '2.1'): Sight =>
    present ? 'shown' : older(since) ? 'microversion' : asked === 0 ? 'unknown' : 'policy'
  const inEvents = (what: 'host' | 'hostId' | 'traceback' | 'details', since: Microversion = '2.1'): Visible => ({
    what,
    sight: sight(
      events.some((event) => event[what] !== undefined),
      events.length,
      since
    ),
    ...(since === '2.1' ? {} : { since })
  })
  const withEvents = actions.some((action) => action.events !== undefined)
  return [
    { what: 'updatedAt', since: '2.58', sight: older('2.58') ? 'microversion' : 'shown' },
    { what: 'events', since: '2.51', sight: sight(withEvents, actions.length, '2.51') },
    inEvents('hostId', '2.62'),
    inEvents('host', '2.62'),
    inEvents('traceback'),
    inEvents('details', '2.84')
  ]
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/**
 * One line each: `hidden by policy: host, traceback`, `hidden by microversion 2.57: hostId (2.62), details (2.84)`. Where
 * the steps are hidden, so is what stands in them, and only the steps are named.
 */
export const hiddenLines = (
  seen: ReadonlyArray<Visible>,
  microversion: Microversion,
  newest: Microversion
): ReadonlyArray<string> => {
  const withoutSteps = seen.some(({ sight, what }) => what === 'events' && sight !== 'shown' && sight !== 'unknown')
  const said = seen.filter(({ what }) => !withoutSteps || what === 'events' || what === 'updatedAt')
  const policy = said.filter(({ sight }) => sight === 'policy')
  const dialect = said.filter(({ sight }) => sight === 'microversion')
  const limit = newest === microversion ? `the cloud speaks no newer` : `the cloud speaks up to ${newest}`
  return [
    ...(policy.length === 0 ? [] : [`hidden by policy from this account: ${policy.map(named).join(', ')}`]),
    ...(dialect.length === 0
      ? []
      : [`hidden by microversion ${microversion} (${limit}): ${dialect.map(namedSince).join(', ')}`])
  ]
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const names: Readonly<Record<Subject, string>> = {
  updatedAt: 'update times',
  events: 'steps',
  hostId: 'hostId',
  host: 'host',
  traceback: 'traceback',
  details: 'details'
}

const named = ({ what }: Visible): string => names[what]

/** Administrators see the steps at any microversion. */
const namedSince = ({ since, what }: Visible): string =>
  `${names[what]} (shown from ${since ?? '2.1'} on${what === 'events' ? ', or to administrators' : ''})`
