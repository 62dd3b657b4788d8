/**
 * Where Nova's own schemas say otherwise than Nova does, or nothing: what is so.
 */
import type { Reality } from './json-schema.js'

const texts = {
  type: 'object',
  patternProperties: { '^[a-zA-Z0-9-_:. ]{1,255}$': { type: 'string', maxLength: 255 } },
  additionalProperties: false
}

const linkList = {
  type: 'array',
  items: {
    type: 'object',
    properties: { rel: { enum: ['self', 'bookmark'] }, href: { type: 'string', format: 'uri' } },
    required: ['rel', 'href'],
    additionalProperties: false
  }
}

/** The image of a server: an empty text, or one with an id and links. */
const imageWith = (more: Readonly<Record<string, unknown>>) => ({
  oneOf: [
    { const: '' },
    {
      type: 'object',
      properties: { id: { type: 'string', format: 'uuid' }, links: linkList, ...more },
      required: ['id', 'links', ...Object.keys(more)],
      additionalProperties: false
    }
  ]
})

/** Of answers. */
export const answerRealities: ReadonlyArray<Reality> = [
  {
    file: /^flavors\./,
    property: 'os-flavor-access:is_public',
    schema: { type: 'boolean' },
    why: 'the schema says nothing of it; a flavor is public or is not'
  },
  {
    file: /^flavors\./,
    property: 'rxtx_factor',
    schema: { anyOf: [{ type: 'number' }, { const: '' }] },
    why: 'the schema says nothing of it; Nova answers a number, and an empty text for zero'
  },
  {
    file: /^os-hosts\./,
    property: 'power_action',
    schema: { enum: ['reboot', 'shutdown', 'startup'] },
    why: 'the schema says nothing of it; drivers answer the action itself'
  },
  {
    file: /^server-metadata\./,
    property: 'metadata',
    schema: texts,
    why: 'the schema has null among the values, which Nova refuses to keep: 400 (recorded)'
  },
  {
    file: /^server-metadata\./,
    property: 'meta',
    schema: texts,
    why: 'the schema has null for a value, which Nova refuses to keep: 400 (recorded)'
  },
  {
    file: /^os-volume_attachments\./,
    property: 'delete_on_termination',
    schema: { type: 'boolean' },
    why: 'the schema is that of the request, where texts such as "On" will do; Nova keeps and answers a boolean'
  },
  {
    file: /^(servers\.update|server-actions\.action\.rebuild)\//,
    property: 'config_drive',
    schema: { type: ['string', 'null'] },
    why: 'the schema has a boolean at some microversions; Nova answers "True" or an empty text (recorded)'
  },
  {
    file: /^server-actions\.action\.rebuild\//,
    property: 'adminPass',
    schema: { type: 'string' },
    why: 'the schema has null; Nova answers a password, or leaves the key out'
  },
  {
    file: /^(servers\.\w+|server-actions\.action\.rebuild)\/response\.2\.(9[89]|10\d)/,
    property: 'image',
    schema: imageWith({ properties: texts }),
    why: 'the schema requires nothing of an image; Nova answers all of it, in every exchange that was recorded'
  },
  {
    file: /^(servers\.\w+|server-actions\.action\.rebuild)\/(?!response\.2\.(9[89]|10\d))/,
    property: 'image',
    schema: imageWith({}),
    why: 'the schema requires nothing of an image; Nova answers both, in every exchange that was recorded'
  },
  {
    file: /^(servers\.\w+|server-actions\.action\.rebuild)\//,
    property: 'scheduler_hints',
    schema: {
      type: 'object',
      patternProperties: { '^[a-z_]{1,20}$': { type: 'array', items: { type: 'string' } } },
      additionalProperties: false
    },
    why: 'the schema is that of the request; Nova answers every hint as a list of texts (recorded)'
  }
]
