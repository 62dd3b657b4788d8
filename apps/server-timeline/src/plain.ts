/**
 * Text of a cloud, made safe for a terminal: a server's name may hold escape sequences that would clear the screen, or
 * forge a line.
 *
 * @since 0.1.0
 */

/** Without control, format and surrogate characters; on one line. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '\u{FFFD}')
    .trim()
