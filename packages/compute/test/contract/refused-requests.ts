/**
 * Request samples of Nova's documentation that cannot be made here, and why that is right.
 */
export const refused: Readonly<Record<string, string>> = {}
