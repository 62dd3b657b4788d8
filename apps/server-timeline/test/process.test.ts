/**
 * The program as a process; `pnpm build` makes it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Starting a process takes long on a busy machine.
jest.setTimeout(30_000)

const program = join(__dirname, '..', 'dist', 'esm', 'node.js')
const bare = { PATH: process.env['PATH'], HOME: '/nonexistent' }

const start = (argv: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [program, ...argv], { cwd: tmpdir(), env: { ...bare, ...env } })
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text))
  return { child, ended: once(child, 'close').then(([code]: ReadonlyArray<unknown>) => ({ code, ...written })) }
}

test('the demo ends well and shows a step that failed', async () => {
  const { code, stderr, stdout } = await start(['demo']).ended
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /\$ server-timeline servers[^]*\$ server-timeline show web-1[^]*cold_migrate .* <- failed here/
  )
  expect(stdout).not.toContain('\u001B')
  expect(stderr).toBe('This is the built-in fake cloud.\n')
})

test('an error ends with its exit code, and one line', async () => {
  expect(await start(['shwo']).ended).toEqual({
    code: 2,
    stdout: '',
    stderr: "error: unknown command 'shwo'. Did you mean show?\n"
  })
})

test('a reader that goes away is no error', async () => {
  const { child, ended } = start(['show', 'web-1', '--fake'])
  child.stdout.destroy()
  expect(await ended).toMatchObject({ code: 0, stderr: 'This is the built-in fake cloud.\n' })
})

test('SIGINT ends it with 130, whatever it waits for', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { child, ended } = start(['servers'], {
    OS_AUTH_URL: `http://127.0.0.1:${port}/v3`,
    OS_USERNAME: 'demo',
    OS_PASSWORD: 'demo-secret',
    OS_PROJECT_NAME: 'demo',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default'
  })
  await once(silent, 'connection')
  child.kill('SIGINT')
  expect(await ended).toEqual({ code: 130, stdout: '', stderr: 'error: Interrupted\n' })
  silent.close()
})
