/**
 * Server groups: servers that are kept on one host, or apart. Readers of the project see them, members make and remove
 * them.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-groups-os-server-groups
 * @since 0.1.0
 */
import {
  dictionary,
  type ItemOf,
  neededSince,
  openString,
  optional,
  required,
  resource,
  since,
  struct,
  until,
  valueSince
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What holds beside the policy. */
export interface ServerGroupRules extends t.TypeOf<typeof ServerGroupRules> {}

export const ServerGroupRules = struct('ServerGroupRules', {
  /** With `anti-affinity`: how many of its servers one host may have. */
  maxServerPerHost: optional('max_server_per_host', t.Integer)
})

/** The policies that Nova takes. The soft ones give way where nothing else is left. Microversion 2.15. */
const Policy = t.union([
  t.literal('affinity'),
  t.literal('anti-affinity'),
  valueSince('2.15', t.literal('soft-affinity')),
  valueSince('2.15', t.literal('soft-anti-affinity'))
])

const policyName = openString('affinity', 'anti-affinity', 'soft-affinity', 'soft-anti-affinity')

/** Servers that are kept on one host, or apart. */
export interface ServerGroup extends ItemOf<typeof ServerGroup> {}

export const ServerGroup = resource({
  name: 'ServerGroup',
  service: 'compute',
  microversion: newest,
  path: '/os-server-groups',
  keys: { one: 'server_group', many: 'server_groups' },
  id: 'id',
  address: 'serverGroupId',
  paging: { by: 'offset' },
  operations: { list: 'GET', get: 'GET', create: 'POST', remove: 'DELETE' },
  query: {
    /** Those of all projects; administrators only. */
    allProjects: optional('all_projects', t.literal(true)),
    /** The most items of a page; the service has a maximum of its own. */
    limit: optional('limit', t.Integer),
    /** How many to pass over. */
    offset: optional('offset', t.Integer)
  },
  input: {
    /** What people call it: at most 255 characters. */
    name: required('name', t.string),
    /** What holds of its servers: exactly one. Wanted up to microversion 2.63; not there from then on. */
    policies: neededSince('2.1', until('2.63', 'policies', t.readonlyArray(Policy))),
    /** What holds of its servers; wanted. Microversion 2.64. */
    policy: neededSince('2.64', since('2.64', 'policy', Policy)),
    /** What holds beside the policy: with `anti-affinity` only. Microversion 2.64. */
    rules: since('2.64', 'rules', ServerGroupRules)
  },
  fields: {
    /** What the scheduler hint `group` takes. */
    id: required('id', t.string),
    /** What people call it. */
    name: required('name', t.string),
    /** One, or none for a group older than its policy. Up to microversion 2.63. */
    policies: until('2.63', 'policies', t.readonlyArray(policyName)),
    /** The ids of its servers. */
    members: required('members', t.readonlyArray(t.string)),
    /** Always empty. Up to microversion 2.63. */
    metadata: until('2.63', 'metadata', dictionary(t.string)),
    /** The project that it is of. Microversion 2.13. */
    projectId: since('2.13', 'project_id', t.string),
    /** Who made it. Microversion 2.13. */
    userId: since('2.13', 'user_id', t.string),
    /** What holds of its servers; an empty text for a group older than its policy. Microversion 2.64. */
    policy: since('2.64', 'policy', policyName),
    /** What holds beside the policy; empty for nothing. Microversion 2.64. */
    rules: since('2.64', 'rules', ServerGroupRules)
  }
})

/** Everything that can be asked of server groups. */
export const serverGroups = {
  /** Those of the project; those of all projects for administrators, with `allProjects`. */
  list: ServerGroup.endpoints.list,
  /** One of them, by its id. */
  get: ServerGroup.endpoints.get,
  /** Makes one that is empty yet: servers come into it by the scheduler hint `group`. */
  create: ServerGroup.endpoints.create,
  /** Removes the group; its servers stay, and stay where they are. */
  remove: ServerGroup.endpoints.remove
} as const

/** What a server group is made with. */
export interface ServerGroupCreate extends Input<typeof ServerGroup.endpoints.create> {}
