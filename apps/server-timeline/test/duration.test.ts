import { formatDuration } from '../src/duration.js'

test.each([
  [0, '<1 s'],
  [999_999, '<1 s'],
  [1e6, '1 s'],
  [59.9e6, '59 s'],
  [60e6, '1 min'],
  [80e6, '1 min 20 s'],
  [3600e6, '1 h'],
  [3601e6, '1 h'],
  [11_100e6, '3 h 5 min'],
  [90_000e6, '1 d 1 h'],
  [-2e6, '-2 s']
])('%d microseconds are %s', (micros, text) => expect(formatDuration(micros)).toBe(text))
