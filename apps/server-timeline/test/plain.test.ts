import { plain } from '../src/plain.js'

test('a name cannot clear the screen, forge a line or turn text around', () => {
  expect(plain('a\u001B[2Jb')).toBe('a\u{FFFD}[2Jb')
  expect(plain('a\nerror: b')).toBe('a error: b')
  expect(plain('a\u202Eb')).toBe('a\u{FFFD}b')
  expect(plain('grün 漢字 👍')).toBe('grün 漢字 👍')
})
