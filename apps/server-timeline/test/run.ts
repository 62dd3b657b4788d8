import { main } from '../src/main.js'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Place {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  readonly home?: string
  readonly signal?: AbortSignal
  readonly now?: number
}

/** The program, in this process, in an environment of its own. */
export const run = async (argv: ReadonlyArray<string>, place: Place = {}): Promise<Ran> => {
  const written = { stdout: '', stderr: '' }
  const code = await main(
    argv,
    {
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
      env: place.env ?? {},
      cwd: place.cwd ?? '/nonexistent',
      home: place.home ?? '/nonexistent',
      signal: place.signal ?? new AbortController().signal,
      now: () => place.now ?? Date.now()
    },
    '1.2.3'
  )
  return { code, ...written }
}
