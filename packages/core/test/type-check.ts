/**
 * Compiles texts that are no files: examples in comments, snippets in a README.
 */
import * as path from 'node:path'

import ts from 'typescript'

export interface Text {
  /** Unique, ending in `.ts`. */
  readonly name: string
  readonly text: string
}

const folder = path.resolve(__dirname, '..')

/** Files that are read once, however often texts are compiled. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/** What the compiler says of texts that stand where this package's own tests do, one line each. */
export const diagnosticsOf = (texts: ReadonlyArray<Text>): ReadonlyArray<string> => {
  const virtual = new Map(texts.map(({ name, text }) => [path.join(folder, 'test', name), text]))
  const config = ts.readConfigFile(path.join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config as object
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const settings = { ...options, noUnusedLocals: false, noUnusedParameters: false }
  const host = ts.createCompilerHost(settings)
  const program = ts.createProgram([...virtual.keys()], settings, {
    ...host,
    fileExists: (file) => virtual.has(file) || host.fileExists(file),
    readFile: (file) => virtual.get(file) ?? host.readFile(file),
    getSourceFile: (file, version, ...rest) => {
      const text = virtual.get(file)
      if (text !== undefined) return ts.createSourceFile(file, text, version)
      if (!parsed.has(file)) parsed.set(file, host.getSourceFile(file, version, ...rest))
      return parsed.get(file)
    }
  })
  return [...virtual.keys()].flatMap((name) => {
    const file = program.getSourceFile(name)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start = 0 }) => {
        const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
        return `${path.basename(name)}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
      }
    )
  })
}
