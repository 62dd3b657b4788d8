import { runtimeOf } from '../src/runtime.js'

test.each([
  [globalThis, `node/${process.versions.node}`],
  [{ process: { versions: { node: '22.1.0', bun: '1.2.0' } } }, 'bun/1.2.0'],
  [{ process: { versions: { node: '22.1.0', deno: '2.1.0', v8: '13' } } }, 'deno/2.1.0'],
  [{ process: { versions: {} } }, undefined],
  [{ process: { versions: { node: 'a\r\nX: b' } } }, undefined],
  [{ navigator: {} }, undefined]
])('what a program runs in: case %#', (globals, runtime) => {
  expect(runtimeOf(globals)).toBe(runtime)
})
