/**
 * The three ways in which the fake services write a moment, out of microseconds since 1970.
 *
 * @since 0.1.0
 */
import { fromEpochMicros } from '@openstack-ts/core'

/** `2026-11-23T08:36:23.720004`, UTC without saying so: Nova's actions and usage. */
export const withoutZone = (micros: number): string => fromEpochMicros(micros)

/** `2026-11-23T08:36:22Z`: Nova's `created` and `updated`. */
export const inSeconds = (micros: number): string => `${fromEpochMicros(micros).slice(0, 19)}Z`

/** `2026-11-23T08:36:22.000000Z`: Keystone's tokens. */
export const withZone = (micros: number): string => `${fromEpochMicros(micros)}Z`
