/**
 * Every `@example` of the sources compiles, and runs where it asserts something.
 */
import assert from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import * as path from 'node:path'

import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import ts from 'typescript'

import * as core from '../src/index.js'
import { diagnosticsOf } from './type-check.js'

const folder = path.resolve(__dirname, '../src')

interface Example {
  readonly name: string
  readonly code: string
}

/** The lines of a comment after `@example`, up to the end or the next tag. */
const examplesIn = (file: string): ReadonlyArray<Example> =>
  [...readFileSync(path.join(folder, file), 'utf8').matchAll(/ \* @example\n((?: \*(?! @).*\n)+?) \*(?:\/| @)/g)].map(
    ([, block = ''], i) => ({ name: `${file} ${i + 1}`, code: block.replace(/^ \* ?/gm, '') })
  )

const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .flatMap(examplesIn)

/** What an example that imports nothing takes for granted: it shows one expression among others. */
const surroundings = `
import { metrics, trace } from '@opentelemetry/api'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { ${Object.keys(core).join(', ')}, type HttpRequest, type Transport } from '@openstack-ts/core'
declare const transport: Transport
declare const request: HttpRequest
declare const signal: AbortSignal
`

const fragment = (code: string): string => `${surroundings}export const shown = async () => {\n${code}\n}\n`

const modules: Readonly<Record<string, unknown>> = {
  '@openstack-ts/core': core,
  'fp-ts/lib/Either.js': E,
  'io-ts': t
}

/** Runs an example with the modules it imports. */
const run = (code: string): void => {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true }
  })
  const use = (name: string): unknown => {
    const known = modules[name]
    if (known === undefined) throw new Error(`the example imports ${name}, which this test does not have`)
    return known
  }
  // oxlint-disable-next-line typescript/no-implied-eval -- examples are code in comments
  new Function('require', 'exports', 'assert', outputText)(use, {}, assert)
}

it('there are examples, and each block was found', () => {
  const tags = readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8').split('* @example\n').length - 1)
    .reduce((a, b) => a + b, 0)
  expect(examples).toHaveLength(tags)
  expect(tags).toBeGreaterThan(5)
})

it('every example compiles', () => {
  const files = examples.map(({ code, name }) => ({
    name: `example-${name.replace(/\W+/g, '-')}.ts`,
    text: `declare const assert: typeof import('node:assert')\n${code.includes('import ') ? code : fragment(code)}\nexport {}\n`
  }))
  expect(diagnosticsOf(files)).toEqual([])
}, 60_000)

const asserting = examples.filter(({ code }) => code.includes('assert.'))

it.each(asserting.map((example) => [example.name, example] as const))('%s runs', (_, { code }) => {
  expect(() => run(code)).not.toThrow()
})

it('an example that is wrong fails', () => {
  expect(() => run('assert.deepStrictEqual(1, 2)')).toThrow('strictly deep-equal')
  expect(
    diagnosticsOf([{ name: 'wrong.ts', text: "import { get } from '@openstack-ts/core'\nget(5)\n" }])
  ).toHaveLength(1)
})
