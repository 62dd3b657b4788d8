/**
 * What can be done to a server by members of its project: start, stop, resize, rebuild and the like.
 *
 * Nearly all of it is only begun when the call answers. Wait for the outcome with `waitForAction`, by the request id of
 * the call, or for a status with `waitForServer`. A server in the wrong state is a 409, and so is a locked one.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @since 0.1.0
 */
import {
  dictionary,
  endpoints,
  nullable,
  optional,
  required,
  since,
  struct,
  until,
  valueSince
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'
import { serverFields } from './server-fields.js'
import { DiskConfig, PersonalityFile } from './server-input.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A server that is being rebuilt; a shorter one before microversion 2.75. */
export interface RebuiltServer extends t.TypeOf<typeof RebuiltServer> {}

export const RebuiltServer = struct('RebuiltServer', {
  ...serverFields,
  /** The administrator's password: this answer alone says it, and not on every cloud. */
  adminPass: optional('adminPass', t.string),
  /** In base64; `null` for none. Only here under this name. Microversion 2.57. */
  newUserData: since('2.57', 'user_data', nullable(t.string))
})

/** The password to rescue a server with. */
export interface RescuePassword extends t.TypeOf<typeof RescuePassword> {}

export const RescuePassword = struct('RescuePassword', {
  /** This answer alone says it, and not on every cloud. */
  adminPass: optional('adminPass', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const action = {
  name: 'Server',
  service: 'compute',
  microversion: newest,
  method: 'POST',
  path: '/servers/{serverId}/action'
} as const

const power = endpoints(action, {
  /** Gives it its power again, after a `stop`. */
  start: { body: { key: 'os-start' } },
  /** Asks the machine to shut down, and after a while (60 s, as images are by default) takes its power. */
  stop: { body: { key: 'os-stop' } },
  /** `SOFT` asks the machine, `HARD` takes its power. */
  reboot: {
    body: {
      key: 'reboot',
      fields: {
        /** Whether the machine is asked. */
        type: required('type', t.keyof({ SOFT: null, HARD: null }))
      }
    }
  },
  /** Holds it as it is, in the memory of its host. */
  pause: { body: { key: 'pause' } },
  /** Lets it go on after a `pause`. */
  unpause: { body: { key: 'unpause' } },
  /** To disk; its memory stays taken on most hypervisors. */
  suspend: { body: { key: 'suspend' } },
  /** Lets it go on after a `suspend`. */
  resume: { body: { key: 'resume' } },
  /** Off its host, later or at once as the cloud is set; its image is kept. */
  shelve: { body: { key: 'shelve' } },
  /** Brings it back after a `shelve`: on some host, from the image that was kept. */
  unshelve: {
    body: {
      key: 'unshelve',
      empty: null,
      fields: {
        /** The zone to come back in; `null` for any, from microversion 2.91 on. Microversion 2.77. */
        availabilityZone: since('2.77', 'availability_zone', t.union([t.string, valueSince('2.91', t.null)])),
        /** The host to come back on. Administrators only. Microversion 2.91. */
        host: since('2.91', 'host', t.string)
      }
    }
  },
  /** Makes its kernel crash, to leave a dump for its owner to look at. Microversion 2.17. */
  triggerCrashDump: { since: '2.17', body: { key: 'trigger_crash_dump' } },
  /** Nobody but its owner and administrators can do anything to it until it is unlocked. */
  lock: {
    body: {
      key: 'lock',
      empty: null,
      fields: {
        /** Why, in at most 255 characters. Microversion 2.73. */
        reason: since('2.73', 'locked_reason', t.string)
      }
    }
  },
  /** Ends a `lock`; one that an administrator set, administrators only. */
  unlock: { body: { key: 'unlock' } },
  /** Takes back a `remove`, where the cloud keeps removed servers a while. */
  restore: { body: { key: 'restore' } },
  /** Removes it now, and whatever its state. */
  forceDelete: { body: { key: 'forceDelete' } }
})

const change = endpoints(action, {
  /** To another flavor: it waits, in `VERIFY_RESIZE`, for `confirmResize` or `revertResize`. */
  resize: {
    body: {
      key: 'resize',
      fields: {
        /** The id of the flavor to become. */
        flavorRef: required('flavorRef', t.string),
        /** Whether its file system is made to fill the new disk. */
        diskConfig: optional('OS-DCF:diskConfig', DiskConfig)
      }
    }
  },
  /** Done when it answers, but for the old host, which is cleaned up afterwards. */
  confirmResize: { body: { key: 'confirmResize' } },
  /** Back to the flavor, and the host, that it had. */
  revertResize: { body: { key: 'revertResize' } },
  /** Makes it anew from an image, on the same host, with the same addresses. */
  rebuild: {
    body: {
      key: 'rebuild',
      fields: {
        /** The id of an image. */
        imageRef: required('imageRef', t.string),
        /** The IPv4 address at which others are to reach it. */
        accessIPv4: optional('accessIPv4', t.string),
        /** The IPv6 address at which others are to reach it. */
        accessIPv6: optional('accessIPv6', t.string),
        /** Nova makes one where none is given. */
        adminPass: optional('adminPass', t.string),
        /** Replaces all that it has. */
        metadata: optional('metadata', dictionary(t.string)),
        /** What it is to be called: 1 to 255 characters. */
        name: optional('name', t.string),
        /** Whether its file system is made to fill its disk. */
        diskConfig: optional('OS-DCF:diskConfig', DiskConfig),
        /** Files to put into it. Up to microversion 2.56: `userData` from then on. */
        personality: until('2.56', 'personality', t.readonlyArray(PersonalityFile)),
        /** Keeps the ephemeral disk. Ironic only. */
        preserveEphemeral: optional('preserve_ephemeral', t.boolean),
        /** What its owner says of it; `null` takes it away. Microversion 2.19. */
        description: since('2.19', 'description', nullable(t.string)),
        /** The name of a keypair; `null` takes it away. Microversion 2.54. */
        keyName: since('2.54', 'key_name', nullable(t.string)),
        /** In base64; `null` takes it away. Microversion 2.57. */
        userData: since('2.57', 'user_data', nullable(t.string)),
        /** The ids of certificates, one of which must have signed the image; `null` for none. Microversion 2.63. */
        trustedImageCertificates: since('2.63', 'trusted_image_certificates', nullable(t.readonlyArray(t.string))),
        /** The name that it is to have itself; with dots from microversion 2.94 on. Microversion 2.90. */
        hostname: since('2.90', 'hostname', t.string)
      }
    },
    answer: { key: 'server', codec: RebuiltServer }
  },
  /** Boots it from another image, with its own disk beside that. */
  rescue: {
    body: {
      key: 'rescue',
      fields: {
        /** Nova makes one where none is given. */
        adminPass: optional('adminPass', t.string),
        /** The id of an image; the server's own where nothing is said. */
        rescueImageRef: optional('rescue_image_ref', t.string)
      }
    },
    answer: { codec: RescuePassword }
  },
  /** Boots it from its own disk again, after a `rescue`. */
  unrescue: { body: { key: 'unrescue' } },
  /** Through the agent in the machine, where it has one. */
  changePassword: {
    body: {
      key: 'changePassword',
      fields: {
        /** What it is to be. */
        adminPass: required('adminPass', t.string)
      }
    }
  }
})

/** What can be done to a server. */
export const serverOperations = { ...power, ...change } as const

/** Which flavor a server is to become, and how. */
export interface ServerResize extends Input<typeof change.resize> {}

/** What a server is to be made anew from, and with. */
export interface ServerRebuild extends Input<typeof change.rebuild> {}

/** Which server to bring back, and where. */
export interface ServerUnshelve extends Input<typeof power.unshelve> {}

/** Which server to rescue, and from what. */
export interface ServerRescue extends Input<typeof change.rescue> {}
