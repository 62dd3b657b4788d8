/**
 * Where Nova's own schemas say otherwise than Nova does, or nothing: what is so.
 */
import type { Reality } from './json-schema.js'

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
  }
]

/** Of requests. */
export const requestRealities: ReadonlyArray<Reality> = []
