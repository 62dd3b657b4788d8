/**
 * Every `@example` of the sources compiles, and runs where it asserts something.
 */
import assert from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import * as path from 'node:path'

import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import ts from 'typescript'

import * as core from '../src/index.js'
import { exampleCloud, Server } from './example-cloud.js'
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
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { Server } from '@openstack-ts/compute'
import { ${Object.keys(core).join(', ')}, type Cloud, type HttpRequest, type Transport } from '@openstack-ts/core'
declare const cloud: Cloud<'compute' | 'object-store'>
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

const given = { ...core, assert, cloud: exampleCloud, E, O, pipe, Server, t }

/** Runs an example with the modules it imports, or with all that it takes for granted. */
const run = async (code: string): Promise<void> => {
  const own = code.includes('import ')
  const { outputText } = ts.transpileModule(`${code}\nexport {}`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true }
  })
  const use = (name: string): unknown => {
    const known = modules[name]
    if (known === undefined) throw new Error(`the example imports ${name}, which this test does not have`)
    return known
  }
  const names = own ? 'assert' : Object.keys(given).join(', ')
  // In a scope of its own, for an example may make what it takes for granted anew.
  const body = `return async ({ ${names} }) => {{ ${outputText.replace("'use strict';", '')} }}`
  // oxlint-disable-next-line typescript/no-implied-eval -- examples are code in comments
  const task: unknown = new Function('require', 'exports', body)(use, {})
  if (typeof task === 'function') await task(given)
}

// -------------------------------------------------------------------------------------
// what has one
// -------------------------------------------------------------------------------------

const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  .join('\n')

/** The comment right above what is exported under a name. */
const commentOf = (name: string): string =>
  new RegExp(`(/\\*\\*(?:(?!\\*/)[^])*\\*/)\\nexport (?:const|class) ${name}\\b`).exec(sources)?.[1] ?? ''

/** What is exported, can be called, and needs no example, and why. */
const exempt: Readonly<Record<string, ReadonlyArray<string>>> = {
  'made by this SDK alone; the README has a table of errors': [
    'authError',
    'configError',
    'decodeError',
    'endpointNotFound',
    'microversionError',
    'requestError',
    'waitError'
  ],
  'used as isNotFound is, which has one': [
    'isAborted',
    'isBadRequest',
    'isConflict',
    'isForbidden',
    'isOverLimit',
    'isServerError',
    'isTransient',
    'isUnauthorized'
  ]
}

it('every function that is exported has an example', () => {
  const functions = Object.entries(core).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
  const without = functions.filter((name) => !commentOf(name).includes('@example'))
  expect(functions.length).toBeGreaterThan(70)
  expect(without.toSorted()).toEqual(Object.values(exempt).flat().toSorted())
})

it('there are examples, and each block was found', () => {
  const tags = readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8').split('* @example\n').length - 1)
    .reduce((a, b) => a + b, 0)
  expect(examples).toHaveLength(tags)
  expect(tags).toBeGreaterThan(60)
})

it('every example compiles', () => {
  const files = examples.map(({ code, name }) => ({
    name: `example-${name.replace(/\W+/g, '-')}.ts`,
    text: `declare const assert: typeof import('node:assert')\n${code.includes('import ') ? code : fragment(code)}\nexport {}\n`
  }))
  expect(diagnosticsOf(files)).toEqual([])
}, 60_000)

const asserting = examples.filter(({ code }) => code.includes('assert.'))

it.each(asserting.map((example) => [example.name, example] as const))('%s runs', async (_, { code }) => {
  await expect(run(code)).resolves.toBeUndefined()
})

it('most examples run', () => {
  expect(asserting.length / examples.length).toBeGreaterThan(0.75)
})

it('an example that is wrong fails', async () => {
  await expect(run('assert.deepStrictEqual(1, 2)')).rejects.toThrow('strictly deep-equal')
  expect(
    diagnosticsOf([{ name: 'wrong.ts', text: "import { get } from '@openstack-ts/core'\nget(5)\n" }])
  ).toHaveLength(1)
})
