/** Every method is documented where a caller hovers over it, and says who may call it where that is not everyone. */
import { join, resolve } from 'node:path'

import ts from 'typescript'

import { type AnyEndpoint, operationOf } from '../contract/match.js'
import type { Operation } from '../contract/operation.js'
import { endpoints } from '../src/index.js'
import { overContract } from './contract/contract.js'

const folder = resolve(__dirname, '..')

/** `nova.servers.create` and the others, each with what an editor shows of it. */
const documentation = (): ReadonlyMap<string, string> => {
  const read = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file))
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder)
  const file = join(folder, 'src/compute.ts')
  const program = ts.createProgram([file], options)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  const compute = module === undefined ? undefined : checker.tryGetMemberInModuleExports('compute', module)
  const face = compute === undefined ? undefined : checker.getTypeOfSymbol(compute).getCallSignatures()[0]
  const groups = face?.getReturnType().getProperties() ?? []
  const methods = groups.flatMap((group) =>
    checker
      .getTypeOfSymbol(group)
      .getProperties()
      .map(
        (method) =>
          [`${group.name}.${method.name}`, ts.displayPartsToString(method.getDocumentationComment(checker))] as const
      )
  )
  return new Map(methods)
}

let docs: ReadonlyMap<string, string> = new Map()

beforeAll(() => {
  docs = documentation()
}, 60_000)

it('shows something of every method', () => {
  const names = Object.entries(endpoints).flatMap(([group, methods]) =>
    Object.keys(methods).map((n) => `${group}.${n}`)
  )
  expect(names.length).toBeGreaterThan(160)
  expect(names.filter((name) => !/\w{3,}/.test(docs.get(name) ?? ''))).toEqual([])
})

// -------------------------------------------------------------------------------------
// who may
// -------------------------------------------------------------------------------------

/** The words that have to be there: of all that refuse, the most generous says who may at all. */
const wordsFor = ({ policies = [] }: Operation): RegExp | undefined => {
  const audiences = policies.filter(({ fatal }) => fatal).map(({ audience }) => audience)
  const open = audiences.filter((audience) => audience !== 'admin')
  if (audiences.length === 0) return undefined
  if (open.length === 0) return /administrators/i
  if (open.every((audience) => audience === 'project manager or admin'))
    return /managers.*administrators|administrators.*managers/is
  if (open.every((audience) => audience === 'service or admin')) return /(services|cinder).*administrators/is
  return undefined
}

/** A method that not everyone may call, and whose documentation does not say so. */
const silent = (operations: ReadonlyArray<Operation>): ReadonlyArray<string> =>
  Object.entries(endpoints).flatMap(([group, methods]) =>
    Object.entries<AnyEndpoint>(methods).flatMap(([name, endpoint]) => {
      const operation = operationOf(endpoint, operations)
      const words = operation === undefined ? undefined : wordsFor(operation)
      const shown = docs.get(`${group}.${name}`) ?? ''
      return words === undefined || words.test(shown) ? [] : [`${group}.${name} is for ${String(words)}: ${shown}`]
    })
  )

overContract('who may', ({ operations }) => {
  it('is said of every method that is not for all members of a project', () => {
    expect(silent(operations)).toEqual([])
  })

  it('would be missed', () => {
    const policies = [{ audience: 'admin', fatal: true }]
    const strict = operations.map((operation) =>
      operation.id === 'GET /flavors' ? { ...operation, policies } : operation
    )
    expect(silent(strict)).toEqual([expect.stringMatching(/^flavors\.listSummaries/)])
  })
})
