/**
 * Columns of text, and nothing else: what is copied out of a terminal can be pasted.
 *
 * @since 0.1.0
 */
import Table from 'cli-table3'

import type { Colors } from './terminal.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** A column in which nothing stands is left out. */
export const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  { dim }: Colors
): string => {
  const kept = (cells: ReadonlyArray<string>): Array<string> =>
    cells.filter((_, column) => rows.some((row) => row[column] !== ''))
  const made = new Table({
    head: kept(head).map((title) => dim(title)),
    chars: { ...noBorders, middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true }
  })
  made.push(...rows.map(kept))
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': ''
}
