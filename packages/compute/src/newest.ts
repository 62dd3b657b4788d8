/**
 * The newest microversion of Nova that these declarations were written against: one place to raise it, once every
 * change up to it is declared.
 *
 * @since 0.1.0
 */

/** @internal Nova 2026.2, as of August 2026. */
export const newest = '2.104'
