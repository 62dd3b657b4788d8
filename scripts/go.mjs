/**
 * From a fresh clone to a result with Node and npm only: installs with the pinned pnpm when needed, then runs turbo.
 *
 * `node scripts/go.mjs demo|test|test:cloud|test:browser|bench|check [arguments]`. Progress goes to stderr; what turbo says is shown when it fails.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { workspaces } from './workspaces.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const pnpm = manifest.packageManager
const app = '@openstack-ts/server-timeline'
const started = Date.now()

const checks = [
  'build',
  'typecheck',
  'test',
  'test:coverage',
  '//#lint',
  '//#format:check',
  '//#dead-code',
  '//#changeset:check',
  'api',
  'layering',
  'packed',
  'size'
]

const say = (line) =>
  process.stderr.write(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${line}\n`)

const advise = (line, code) => {
  writeSync(2, `\n${line}\n`)
  process.exit(code)
}

// -------------------------------------------------------------------------------------
// what is missing, and what to do about it
// -------------------------------------------------------------------------------------

const checkNode = () => {
  const wanted = manifest.engines.node.replace('>=', '').split('.').map(Number)
  const found = process.versions.node.split('.').map(Number)
  const older = found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])
  if (older)
    advise(
      `Node ${wanted.join('.')} or newer is needed; this is ${process.version}. Install one from https://nodejs.org and try again.`,
      1
    )
}

const advice = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|ENOTCACHED|dns error|resolving DNS|error sending request|network/i,
    'The npm registry cannot be reached: check the network and the proxy (`npm ping`), then run this again.'
  ],
  [/ENOSPC/, 'The disk is full: make room, then run this again.'],
  [/EACCES|EPERM/, 'A file may not be written: check who owns this folder and ~/.npm, then run this again.'],
  [
    /OUTDATED_LOCKFILE|frozen-lockfile/,
    `The lockfile is behind a package.json: run \`npx ${pnpm} install\` and commit pnpm-lock.yaml.`
  ]
]

const adviceFor = (output) => (advice.find(([pattern]) => pattern.test(output)) || [])[1]

// -------------------------------------------------------------------------------------
// child processes
// -------------------------------------------------------------------------------------

/** npm hands its own settings to its scripts as npm_config_*; of those only what says where packages come from goes on. */
const environment = () => {
  const kept = /^npm_config_(registry|cache|userconfig|proxy|https_proxy|cafile|strict_ssl)$/i
  const entries = Object.entries(process.env).filter(
    ([name, value]) => !/^npm_config_/i.test(name) || (kept.test(name) && value !== '')
  )
  return {
    ...Object.fromEntries(entries),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    // Without a network npm would try for more than a minute before it says so.
    NPM_CONFIG_FETCH_RETRY_MINTIMEOUT: '1000',
    NPM_CONFIG_FETCH_RETRY_MAXTIMEOUT: '4000'
  }
}

/** Runs the pinned pnpm; answers its exit code and, unless it writes to the terminal itself, its output. */
const run = (args, onLine) =>
  new Promise((resolve) => {
    const windows = process.platform === 'win32'
    const stdio = onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn('npx', ['--yes', '--prefer-offline', pnpm, ...args], {
      cwd: root,
      env: environment(),
      stdio,
      shell: windows
    })
    const pass = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    signals.forEach((signal) => process.on(signal, pass))
    let output = ''
    let rest = ''
    const collect = (chunk) => {
      output += chunk
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      lines.forEach(onLine)
    }
    if (onLine) [child.stdout, child.stderr].forEach((stream) => stream.setEncoding('utf8').on('data', collect))
    child.on('error', (error) =>
      advise(
        error.code === 'ENOENT' ? 'npx is missing: install npm, which comes with Node, and try again.' : error.message,
        1
      )
    )
    child.on('close', (code, signal) => {
      signals.forEach((name) => process.removeListener(name, pass))
      if (signal) process.exit(128 + constants.signals[signal])
      resolve({ code: code === null ? 1 : code, output })
    })
  })

const heartbeat = (what) => {
  const timer = setInterval(() => say(`still ${what}`), 15000)
  return () => clearInterval(timer)
}

// -------------------------------------------------------------------------------------
// steps
// -------------------------------------------------------------------------------------

/** Installs, unless the stamp says that this lockfile is installed already for this Node. */
const install = async () => {
  const stamp = join(root, 'node_modules', '.installed')
  const state = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .update(process.version + process.platform + process.arch)
    .digest('hex')
  const installs = ({ manifest: { dependencies, devDependencies } }) => Boolean(dependencies || devDependencies)
  const complete = workspaces(root)
    .filter(installs)
    .every(({ folder }) => existsSync(join(folder, 'node_modules')))
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  say(`installing what the lockfile names, with ${pnpm.replace('@', ' ')} (once)`)
  const stop = heartbeat('installing')
  const { code, output } = await run(['install', '--frozen-lockfile'], () => {})
  stop()
  if (code !== 0) {
    writeSync(2, `${output.trimEnd().split('\n').slice(-12).join('\n')}\n`)
    advise(adviceFor(output) || 'The install failed; its output is above.', code)
  }
  writeFileSync(stamp, state)
}

/** The lines of the tasks that failed, or everything where turbo names none. */
const relevant = (output) => {
  const lines = output.split('\n')
  const failures = lines.map((line) => /^(\S+?)#(\S+):\s+ERROR /.exec(line) || /^(\S+?):(\S+): ERROR: /.exec(line))
  const failed = new Set(failures.filter(Boolean).map(([, name, task]) => `${name}:${task}`))
  const told = lines.filter((line) => failed.has(line.split(': ')[0]) && !/: cache (hit|miss|bypass)/.test(line))
  return failed.size === 0 ? output : [...told, '', ...[...failed].map((task) => `failed: ${task}`)].join('\n')
}

const turbo = async (tasks, args) => {
  const onLine = (line) => {
    const [, task, how] = /^(\S+?): cache (hit|miss|bypass)/.exec(line) || []
    if (task)
      say(task.replace('@openstack-ts/', '').replace(/:([^:]+)$/, ' $1') + (how === 'hit' ? ' (unchanged)' : ''))
  }
  const stop = heartbeat('running')
  const { code, output } = await run(['exec', 'turbo', 'run', ...tasks, '--output-logs=full', ...args], onLine)
  stop()
  if (code !== 0) process.stderr.write(`\n${relevant(output)}\n`)
  return code
}

/** One line per package, out of the totals that its test task left. */
const report = () =>
  workspaces(root).forEach(({ name, folder }) => {
    const file = join(folder, '.gate', 'jest.json')
    if (!existsSync(file)) return
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'))
    process.stdout.write(
      `${name.padEnd(36)}${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`
    )
  })

/** One script of one package, writing to the terminal itself. */
const runIn = async (name, script, args) => (await run(['--silent', '--filter', name, 'run', script, ...args])).code

const commands = {
  demo: async (args) => {
    const code = await turbo(['build'], [`--filter=${app}`])
    if (code !== 0) return code
    say('ready')
    return runIn(app, 'demo', args)
  },
  test: async (args) => {
    workspaces(root).forEach(({ folder }) => rmSync(join(folder, '.gate', 'jest.json'), { force: true }))
    const code = await turbo(['test'], ['--continue', ...args])
    report()
    return code
  },
  'test:cloud': async (args) => {
    const folder = process.env.CLOUD_DATA || join(tmpdir(), 'openstack-ts-cloud')
    const clouds = process.env.OS_CLIENT_CONFIG_FILE || join(folder, 'clouds.yaml')
    if (!existsSync(clouds))
      advise(`${clouds} is missing: start a cloud with \`pnpm cloud:up\`, or name one in OS_CLIENT_CONFIG_FILE.`, 2)
    process.env.OS_CLIENT_CONFIG_FILE = clouds
    mkdirSync(join(root, '.gate'), { recursive: true })
    const code = await turbo(['build'], [`--filter=${app}`])
    if (code !== 0) return code
    return (
      await run([
        'exec',
        'jest',
        '--config',
        'scripts/jest.cloud.mjs',
        '--runInBand',
        '--json',
        '--outputFile=.gate/jest-cloud.json',
        ...args
      ])
    ).code
  },
  'test:browser': (args) => runIn('@openstack-ts/transport-fetch', 'test:browser', args),
  bench: async (args) => {
    const code = await turbo(['build'], ['--filter=@openstack-ts/bench^...'])
    return code === 0 ? runIn('@openstack-ts/bench', 'bench', args) : code
  },
  check: async (args) => {
    const code = await turbo(checks, ['--continue', ...args])
    say(code === 0 ? 'all checks passed' : 'a check failed; its output is above')
    return code
  }
}

checkNode()
const [command, ...rest] = process.argv.slice(2)
if (!Object.prototype.hasOwnProperty.call(commands, command))
  advise(`Unknown command ${command}: there are ${Object.keys(commands).join(', ')}.`, 2)
await install()
process.exitCode = await commands[command](rest)
