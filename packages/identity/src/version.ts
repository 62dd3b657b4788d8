/**
 * The version of this package, for the User-Agent. A test compares it with `package.json`.
 *
 * @since 0.1.0
 */
export const version = '0.0.0'
