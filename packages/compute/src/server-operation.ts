/**
 * What can be done to a server by whoever may use it: start, stop, resize, rebuild and the like.
 *
 * Nearly all of it is only begun when the call answers. Wait for the outcome with `waitForAction`, by the request id of the
 * call, or for a status with `waitForServer`. A server in the wrong state is a 409, and so is a locked one.
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

import { DiskConfig, PersonalityFile } from './server-input.js'
import { serverFields } from './server.js'

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

/** The image that is being made. */
export interface CreatedImage extends t.TypeOf<typeof CreatedImage> {}

export const CreatedImage = struct('CreatedImage', {
  /** `null` for a backup of a server that boots from a volume. Microversion 2.45. */
  imageId: since('2.45', 'image_id', nullable(t.string))
})

/** The password to rescue a server with. */
export interface RescuePassword extends t.TypeOf<typeof RescuePassword> {}

export const RescuePassword = struct('RescuePassword', {
  /** This answer alone says it, and not on every cloud. */
  adminPass: optional('adminPass', t.string)
})

/** A console as microversions up to 2.5 have it. */
export interface LegacyConsole extends t.TypeOf<typeof LegacyConsole> {}

export const LegacyConsole = struct('LegacyConsole', {
  /** What shows it: `novnc`, `spice-html5`, `serial`. */
  type: required('type', t.string),
  /** Holds a token: who knows it sees the console. */
  url: required('url', t.string)
})

// -------------------------------------------------------------------------------------
// words that several share
// -------------------------------------------------------------------------------------

const action = {
  name: 'Server',
  service: 'compute',
  microversion: '2.104',
  method: 'POST',
  path: '/servers/{serverId}/action'
} as const

const imageAnswer = {
  codec: CreatedImage,
  /** Where the image will be, by an address of Glance's. Up to microversion 2.44. */
  headers: {
    /** An address of Glance; its last part is the id of the image. Up to microversion 2.44. */
    location: until('2.44', 'Location', t.string)
  }
} as const

const securityGroup = {
  /** Its name or its id. */
  securityGroup: required('name', t.string)
} as const

const fixedAddress = {
  /** The address to take away. */
  address: required('address', t.string)
} as const

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const power = endpoints(action, {
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
  pause: { body: { key: 'pause' } },
  unpause: { body: { key: 'unpause' } },
  /** To disk; its memory stays taken on most hypervisors. */
  suspend: { body: { key: 'suspend' } },
  resume: { body: { key: 'resume' } },
  /** Off its host, later or at once as the cloud is set; its image is kept. */
  shelve: { body: { key: 'shelve' } },
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
  /** Microversion 2.17. */
  triggerCrashDump: { since: '2.17', body: { key: 'trigger_crash_dump' } },
  /** Nobody but its owner and administrators can do anything to it until it is unlocked. */
  lock: {
    body: {
      key: 'lock',
      empty: null,
      fields: {
        /** At most 255 characters. Microversion 2.73. */
        reason: since('2.73', 'locked_reason', t.string)
      }
    }
  },
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
  revertResize: { body: { key: 'revertResize' } },
  /** Makes it anew from an image, on the same host, with the same addresses. */
  rebuild: {
    body: {
      key: 'rebuild',
      fields: {
        /** The id of an image. */
        imageRef: required('imageRef', t.string),
        /** Where others are to reach it. */
        accessIPv4: optional('accessIPv4', t.string),
        /** Where others are to reach it. */
        accessIPv6: optional('accessIPv6', t.string),
        /** Nova makes one where none is given. */
        adminPass: optional('adminPass', t.string),
        /** Replaces all that it has. */
        metadata: optional('metadata', dictionary(t.string)),
        /** 1 to 255 characters. */
        name: optional('name', t.string),
        /** Whether its file system is made to fill its disk. */
        diskConfig: optional('OS-DCF:diskConfig', DiskConfig),
        /** Up to microversion 2.56: `userData` from then on. */
        personality: until('2.56', 'personality', t.readonlyArray(PersonalityFile)),
        /** Keeps the ephemeral disk. Ironic only. */
        preserveEphemeral: optional('preserve_ephemeral', t.boolean),
        /** `null` takes it away. Microversion 2.19. */
        description: since('2.19', 'description', nullable(t.string)),
        /** The name of a keypair; `null` takes it away. Microversion 2.54. */
        keyName: since('2.54', 'key_name', nullable(t.string)),
        /** In base64; `null` takes it away. Microversion 2.57. */
        userData: since('2.57', 'user_data', nullable(t.string)),
        /** The ids of certificates, one of which must have signed the image; `null` for none. Microversion 2.63. */
        trustedImageCertificates: since('2.63', 'trusted_image_certificates', nullable(t.readonlyArray(t.string))),
        /** With dots from microversion 2.94 on. Microversion 2.90. */
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
  },
  /** The image, in Glance, is to be waited for. */
  createImage: {
    body: {
      key: 'createImage',
      fields: {
        /** The name of the image; need not be unlike others. */
        name: required('name', t.string),
        /** Properties of the image. */
        metadata: optional('metadata', dictionary(t.string))
      }
    },
    answer: imageAnswer
  },
  /** An image in a row of images of which the oldest go. */
  createBackup: {
    body: {
      key: 'createBackup',
      fields: {
        /** The name of the image; need not be unlike others. */
        name: required('name', t.string),
        /** A word of the caller's own for the row: `daily`, `weekly`. */
        backupType: required('backup_type', t.string),
        /** How many of the row to keep. */
        rotation: required('rotation', t.Integer),
        /** Properties of the image. */
        metadata: optional('metadata', dictionary(t.string))
      }
    },
    answer: imageAnswer
  }
})

const network = endpoints(action, {
  /** Its ports join the group. */
  addSecurityGroup: { body: { key: 'addSecurityGroup', fields: securityGroup } },
  /** Its ports leave the group. */
  removeSecurityGroup: { body: { key: 'removeSecurityGroup', fields: securityGroup } },
  /** An address on one more network. Up to microversion 2.43: `serverInterfaces` from then on. */
  addFixedIp: {
    until: '2.43',
    body: {
      key: 'addFixedIp',
      fields: {
        /** The network; the server must be on it already. */
        networkId: required('networkId', t.string)
      }
    }
  },
  /** Up to microversion 2.43: `serverInterfaces` from then on. */
  removeFixedIp: { until: '2.43', body: { key: 'removeFixedIp', fields: fixedAddress } },
  /** Up to microversion 2.43: Neutron's floating IPs from then on. */
  addFloatingIp: {
    until: '2.43',
    body: {
      key: 'addFloatingIp',
      fields: {
        /** The floating IP: it must be there already. */
        address: required('address', t.string),
        /** Which of the server's own addresses it leads to; the first where nothing is said. */
        fixedAddress: optional('fixed_address', t.string)
      }
    }
  },
  /** Up to microversion 2.43: Neutron's floating IPs from then on. */
  removeFloatingIp: { until: '2.43', body: { key: 'removeFloatingIp', fields: fixedAddress } }
})

const console = endpoints(action, {
  /** What the machine wrote to its serial port. */
  getConsoleOutput: {
    body: {
      key: 'os-getConsoleOutput',
      fields: {
        /** The last so many lines; all of them for nothing, `null` or -1. */
        length: optional('length', nullable(t.Integer))
      }
    },
    answer: { key: 'output', codec: t.string }
  },
  /** Up to microversion 2.5: `remoteConsoles` from then on. */
  getVncConsole: {
    until: '2.5',
    body: {
      key: 'os-getVNCConsole',
      fields: {
        /** What is to show it; `xvpvnc` went in Nova 21. */
        type: required('type', t.keyof({ novnc: null, xvpvnc: null }))
      }
    },
    answer: { key: 'console', codec: LegacyConsole }
  },
  /** Up to microversion 2.5: `remoteConsoles` from then on. */
  getSpiceConsole: {
    until: '2.5',
    body: {
      key: 'os-getSPICEConsole',
      fields: {
        /** What is to show it. */
        type: required('type', t.literal('spice-html5'))
      }
    },
    answer: { key: 'console', codec: LegacyConsole }
  },
  /** Up to microversion 2.5: `remoteConsoles` from then on. */
  getSerialConsole: {
    until: '2.5',
    body: {
      key: 'os-getSerialConsole',
      fields: {
        /** What is to show it. */
        type: required('type', t.literal('serial'))
      }
    },
    answer: { key: 'console', codec: LegacyConsole }
  }
})

/** What can be done to a server. */
export const serverOperations = { ...power, ...change, ...network, ...console } as const
