/**
 * `POST /servers` and `DELETE /servers/{id}`: the beginning and the end of a server.
 *
 * @see https://docs.openstack.org/api-ref/compute/#create-server
 * @since 0.1.0
 */
import type { Microversion } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Fault, Flavor, Server, ServerState } from './model.js'
import {
  badRequest,
  hasRole,
  isSince,
  notAllowed,
  type NovaCall,
  type NovaHandler,
  projectIdOf,
  serverOf
} from './nova-call.js'
import { inError, perform } from './perform.js'
import { additional } from './query.js'
import { refusedBy } from './server-actions.js'
import { linksOf } from './server-record.js'
import { at, emptyAnswer, isRecord, jsonAnswer, type JsonRecord, type WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const createServer: NovaHandler = (call) => {
  const wanted = wantedOf(call)
  if (E.isLeft(wanted)) return wanted.left
  if (!hasRole(call.who, 'member')) return notAllowed('os_compute_api:servers:create')
  const { count } = wanted.right
  const reservationId = `r-${call.random.hex(8)}`
  const [first] = Array.from({ length: count }, (_, i) => begin(call, wanted.right, { i, reservationId }))
  if (isYes(at(call.body, 'server', 'return_reservation_id'))) return jsonAnswer(202, { reservation_id: reservationId })
  const id = first?.id ?? ''
  const server = {
    id,
    links: linksOf(call, id),
    'OS-DCF:diskConfig': 'MANUAL',
    security_groups: [{ name: 'default' }],
    adminPass: call.random.hex(12)
  }
  return jsonAnswer(202, { server }, { location: `${call.self}/servers/${id}` })
}

export const deleteServer: NovaHandler = (call) => {
  const found = serverOf(call)
  if (E.isLeft(found)) return found.left
  const server = found.right
  if (!hasRole(call.who, 'member')) return notAllowed('os_compute_api:servers:delete')
  const refused = refusedBy(call, server, { verb: 'delete', mayBeBusy: true })
  if (refused !== undefined) return refused
  perform(call, server, {
    action: 'delete',
    task: 'deleting',
    steps: [{ event: 'compute_terminate_instance', lasts: 1, does: 'destroy' }],
    leaves: (end) => ({ vmState: 'deleted', powerState: 0, terminatedAt: end, deletedAt: end }),
    otherwise: inError
  })
  return emptyAnswer(204, { 'content-type': 'application/json' })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** As Nova's schema takes a boolean in a request: as JSON has it, or as a text. */
const isYes = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && /^(1|t|true|on|y|yes)$/i.test(value))

interface Wanted {
  readonly name: string
  readonly flavor: Flavor
  readonly imageId: string
  readonly metadata: Readonly<Record<string, string>>
  readonly description: string | null
  readonly tags: ReadonlyArray<string>
  readonly count: number
  readonly keyName: string | null
}

/** What a create may say, and since when. */
const properties: Readonly<Record<string, Microversion>> = {
  ...Object.fromEntries(
    [
      'name flavorRef imageRef networks metadata min_count max_count return_reservation_id key_name user_data',
      'availability_zone config_drive security_groups personality adminPass block_device_mapping_v2',
      'block_device_mapping accessIPv4 accessIPv6 OS-DCF:diskConfig'
    ]
      .flatMap((names) => names.split(' '))
      .map((name) => [name, '2.1'] as const)
  ),
  description: '2.19',
  tags: '2.52',
  trusted_image_certificates: '2.63',
  host: '2.74',
  hypervisor_hostname: '2.74',
  hostname: '2.90'
}

const wantedOf = (call: NovaCall): E.Either<WireAnswer, Wanted> => {
  const server = at(call.body, 'server')
  if (!isRecord(server)) return E.left(badRequest("'server' is a required property"))
  const malformed = malformedIn(call, server)
  if (malformed !== undefined) {
    return E.left(
      badRequest(`Invalid input for field/attribute server. Value: ${JSON.stringify(server)}. ${malformed}`)
    )
  }
  const wrongName = nameFault(server['name'])
  if (wrongName !== undefined) return E.left(badRequest(wrongName))
  const ref = String(server['flavorRef'])
  const flavor = call.store.flavors.find(({ id }) => id === ref)
  if (flavor === undefined) return E.left(badRequest(`Flavor ${ref} could not be found.`))
  const image = imageOf(server)
  if (E.isLeft(image)) return image
  const least = countOf(server['min_count']) ?? 1
  const count = Math.max(least, countOf(server['max_count']) ?? least)
  return E.right({
    name: String(server['name']),
    flavor,
    imageId: image.right,
    metadata: textsOf(server['metadata']),
    description: typeof server['description'] === 'string' ? server['description'] : null,
    tags: Array.isArray(server['tags']) ? server['tags'].map(String) : [],
    count,
    keyName: typeof server['key_name'] === 'string' ? server['key_name'] : null
  })
}

const malformedIn = (call: NovaCall, server: JsonRecord): string | undefined => {
  const required = ['name', 'flavorRef', ...(isSince('2.37', call) ? ['networks'] : [])]
  const missing = required.find((name) => server[name] === undefined)
  if (missing !== undefined) return `'${missing}' is a required property`
  const unknown = Object.keys(server).find((name) => {
    const since = properties[name]
    return since === undefined || !isSince(since, call)
  })
  if (unknown !== undefined) return additional(unknown)
  const { metadata } = server
  const odd = isRecord(metadata) ? Object.values(metadata).find((value) => typeof value !== 'string') : undefined
  return odd === undefined ? undefined : `${JSON.stringify(odd)} is not of type 'string'`
}

const nameFault = (name: unknown): string | undefined => {
  if (typeof name !== 'string') {
    return `Invalid input for field/attribute name. Value: ${String(name)}. ${String(name)} is not of type 'string'`
  }
  const fine =
    name.length > 0 && name.length <= 255 && name.trim() === name && /^[^\p{Cc}\u{10000}-\u{10ffff}]+$/u.test(name)
  return fine
    ? undefined
    : "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace."
}

const imageOf = (server: JsonRecord): E.Either<WireAnswer, string> => {
  const image = server['imageRef'] ?? ''
  const volumes = server['block_device_mapping_v2']
  const shown = typeof image === 'string' ? image : JSON.stringify(image)
  if (typeof image !== 'string' || !/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/.test(image)) {
    return E.left(
      badRequest(
        `Invalid input for field/attribute imageRef. Value: ${shown}. '${shown}' is not valid under any of the given schemas`
      )
    )
  }
  return image === '' && !Array.isArray(volumes)
    ? E.left(badRequest('Invalid image identifier or unable to access image.'))
    : E.right(image)
}

const countOf = (value: unknown): number | undefined => {
  const count = Number(value)
  return Number.isInteger(count) && count > 0 ? Math.min(count, 100) : undefined
}

const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)])) : {}

const noHost = 'No valid host was found. '
const exhausted = 'Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures'

/** Makes one server, and decides what becomes of it. */
const begin = (
  call: NovaCall,
  wanted: Wanted,
  { i, reservationId }: { readonly i: number; readonly reservationId: string }
): Server => {
  const number = call.store.nextNumber()
  const server: Server = {
    id: call.random.uuid(),
    name: wanted.count > 1 ? `${wanted.name}-${i + 1}` : wanted.name,
    description: wanted.description,
    projectId: projectIdOf(call.who) ?? '',
    userId: call.who.user.id,
    created: call.now,
    updated: call.now,
    launchedAt: null,
    terminatedAt: null,
    deletedAt: null,
    vmState: 'building',
    taskState: 'scheduling',
    powerState: 0,
    host: null,
    flavor: wanted.flavor,
    fault: null,
    metadata: wanted.metadata,
    tags: wanted.tags,
    lockedBy: null,
    lockedReason: null,
    imageId: wanted.imageId,
    availabilityZone: 'nova',
    keyName: wanted.keyName,
    address: `10.20.${(number >> 8) & 255}.${number & 255}`,
    reservationId,
    launchIndex: i,
    number,
    pending: []
  }
  build(call, server)
  return server
}

const build = (call: NovaCall, server: Server): void => {
  const { flavor } = server
  const action = 'create'
  const failing =
    (message: string) =>
    (fault: Fault): Partial<ServerState> =>
      inError({ ...fault, message })
  if (flavor.ram > call.settings.hostMemory) {
    const steps = [{ event: 'conductor_schedule_and_build_instances', lasts: 0.3, host: 'ctl-1', fails: noHost }]
    return perform(call, server, { action, task: 'scheduling', steps, leaves: () => ({}), otherwise: failing(noHost) })
  }
  const [first = 'cmp-01', ...others] = call.settings.hosts
  const host = call.random.pick([first, ...others])
  const step = { event: 'compute__do_build_and_run_instance', lasts: 1.5, host, does: 'spawn' }
  const told = (server.metadata['fake.fail'] ?? '').split(',').some((word) => word.trim() === 'spawn')
  const broken = told || flavor.extraSpecs['trait:CUSTOM_BROKEN'] === 'required'
  // A build that fails on its host is tried elsewhere; Nova records each try as a success.
  const outcome = (end: number): Partial<ServerState> =>
    broken
      ? inError({ code: 500, created: end, message: exhausted, details: '' })
      : { vmState: 'active', powerState: 1, host, launchedAt: end }
  const { does, ...quiet } = step
  perform(call, server, { action, task: 'spawning', steps: [broken ? quiet : { ...quiet, does }], leaves: outcome })
}
