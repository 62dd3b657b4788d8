/**
 * Keypairs: the public keys that Nova puts into servers. They belong to a user, not to a project: each sees their own,
 * and administrators those of others too.
 *
 * @see https://docs.openstack.org/api-ref/compute/#keypairs-keypairs
 * @since 0.1.0
 */
import {
  type ItemOf,
  neededSince,
  nullable,
  openString,
  optional,
  required,
  resource,
  since,
  Timestamp,
  until
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const ofUser = {
  /** Another user's; administrators only. Microversion 2.10. */
  userId: since('2.10', 'user_id', t.string)
} as const

/** A public key under a name. */
export interface Keypair extends ItemOf<typeof Keypair> {}

export const Keypair = resource({
  name: 'Keypair',
  service: 'compute',
  microversion: newest,
  path: '/os-keypairs',
  keys: { one: 'keypair', many: 'keypairs', item: 'keypair' },
  id: 'name',
  address: 'keypairName',
  paging: { by: 'marker', field: 'name', links: 'keypairs_links' },
  operations: {
    list: 'GET',
    get: { method: 'GET', query: ofUser },
    create: 'POST',
    remove: { method: 'DELETE', query: ofUser }
  },
  query: {
    ...ofUser,
    /** The most items of a page; the service has a maximum of its own. Microversion 2.35. */
    limit: since('2.35', 'limit', t.Integer),
    /** The name of the last keypair of the page before. Microversion 2.35. */
    marker: since('2.35', 'marker', t.string)
  },
  input: {
    /** What it is to be called; from microversion 2.92 on only letters, digits and `@._- `. */
    name: required('name', t.string),
    /** What to import; without it Nova makes a pair and answers its private key. Wanted from microversion 2.92 on. */
    publicKey: neededSince('2.92', optional('public_key', t.string)),
    /** `ssh` where nothing is said. Microversion 2.2. */
    type: since('2.2', 'type', t.keyof({ ssh: null, x509: null })),
    /** Another user's; administrators only. Microversion 2.10. */
    userId: since('2.10', 'user_id', t.string)
  },
  fields: {
    /** What servers are given it by, and what it is addressed by. */
    name: required('name', t.string),
    /** In the form of OpenSSH, or a certificate. */
    publicKey: required('public_key', t.string),
    /** The MD5 of the key, in hexadecimal with colons; of a certificate, the SHA-1. */
    fingerprint: required('fingerprint', t.string),
    /** What kind of key it is. Microversion 2.2. */
    type: since('2.2', 'type', openString('ssh', 'x509')),
    /** Whose it is. `get` and `create` only. */
    userId: optional('user_id', t.string),
    /**
     * The private key of a pair that Nova made: in the answer of `create`, once and never again. Up to microversion
     * 2.91.
     */
    privateKey: until('2.91', 'private_key', t.string),
    /** When it was made, UTC. `get` only. */
    createdAt: optional('created_at', nullable(Timestamp)),
    /** Always `null`. `get` only. */
    updatedAt: optional('updated_at', nullable(Timestamp)),
    /** Always `false`. `get` only. */
    deleted: optional('deleted', t.boolean),
    /** Always `null`. `get` only. */
    deletedAt: optional('deleted_at', nullable(Timestamp)),
    /** A number of Nova's own, good for nothing: keypairs are addressed by name. `get` only. */
    id: optional('id', t.number)
  }
})

/** Everything that can be asked of keypairs. */
export const keypairs = {
  /** The caller's own; another user's for administrators, with `userId`. */
  list: Keypair.endpoints.list,
  /** One of them, by its name. */
  get: Keypair.endpoints.get,
  /** Imports a public key, or up to microversion 2.91 makes a pair. */
  create: Keypair.endpoints.create,
  /** Forgets it; servers that were given it keep it. */
  remove: Keypair.endpoints.remove
} as const

/** What a keypair is made with. */
export interface KeypairCreate extends Input<typeof Keypair.endpoints.create> {}

/** What a listing of keypairs can be filtered by. */
export interface KeypairFilter extends Input<typeof Keypair.endpoints.list> {}
