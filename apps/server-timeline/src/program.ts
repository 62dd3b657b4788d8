/**
 * The command line: commands, options, help.
 *
 * @since 0.1.0
 */
import { Command, CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'

import { demo } from './commands/demo.js'
import { servers } from './commands/servers.js'
import { show } from './commands/show.js'
import { type Complaint, usage } from './complaint.js'
import { type Given, readSettings, type Settings } from './settings.js'
import { type Environment, hasColors, type Io } from './terminal.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a command has to say on stdout, or why it cannot. */
export type Outcome = E.Either<Complaint, string>

type Run = (settings: Settings, io: Io) => Promise<Outcome>

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Runs what the arguments ask for. */
export const run = async (argv: ReadonlyArray<string>, io: Io, version: string): Promise<Outcome> => {
  const outcomes: Array<Outcome> = []
  const perform =
    (command: Run) =>
    async (given: Given): Promise<void> => {
      const settings = readSettings(withVariables(given, io.env))
      outcomes.push(E.isLeft(settings) ? settings : await command(settings.right, io))
    }
  try {
    await program(io, version, perform).parseAsync([...argv], { from: 'user' })
    return outcomes[0] ?? E.right('')
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? E.right('') : E.left(usage(sentence(error)))
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Perform = (command: Run) => (given: Given) => Promise<void>

const program = (io: Io, version: string, perform: Perform): Command => {
  const root = new Command('server-timeline')
    .description('What happened to a server: who did it, how long each step took, and which one failed on which host.')
    .usage('<command> [options]')
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHasColors: () => hasColors(io.env, io.stdout),
      getErrHasColors: () => hasColors(io.env, io.stderr),
      outputError: () => undefined
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => title })
    .exitOverride()
    .helpCommand(false)
    .optionsGroup('Cloud:')
    .option('--os-cloud <name>', 'a cloud of clouds.yaml; OS_CLOUD, or the other OS_* variables, by default')
    .option('--os-region-name <region>', 'a region of that cloud')
    .option(
      '--os-compute-api-version <version>',
      'speak exactly this microversion, such as 2.79; the newest by default'
    )
    .option('--fake', 'use the built-in fake cloud; the default where no cloud is configured')
    .option('--fake-user <name>', 'use the fake cloud as admin (the default), demo (a member) or demo-reader')
    .optionsGroup('Output:')
    .option('--json', 'print JSON, and nothing else, on stdout')
    .option('--time-zone <zone>', 'UTC, local, or a name such as Europe/Berlin', 'UTC')
    .option('--debug', 'print requests and stack traces, without secrets, on stderr')
    .optionsGroup('Other:')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', details)
  addServers(root, perform)
  addShow(root, perform)
  root
    .command('demo')
    .description('a tour of the fake cloud: its servers, and one on which something failed')
    .action((_: Given, command: Command) => perform(demo)(command.optsWithGlobals<Given>()))
  return root
}

const addServers = (root: Command, perform: Perform): void => {
  root
    .command('servers')
    .description('list servers')
    .option('--all-projects', 'of all projects; administrators only')
    .option('--limit <count>', 'at most so many')
    .action((_: Given, command: Command) => perform(servers)(command.optsWithGlobals<Given>()))
}

const addShow = (root: Command, perform: Perform): void => {
  root
    .command('show')
    .description('what was done to a server, newest first, step by step')
    .argument('<server>', 'its id or name; of a deleted server, its id')
    .option('--action <request id>', 'one action only, by the request that started it')
    .option('--changes-since <time>', 'only actions that changed since then, such as 2026-11-23 or 2026-11-23T08:36:22')
    .option('--limit <count>', 'at most so many actions, the newest')
    .option('--all-projects', 'look for the name in all projects; administrators only')
    .option('--traceback', 'print the tracebacks of failed steps in full')
    .action((server: string, _: Given, command: Command) => perform(show(server))(command.optsWithGlobals<Given>()))
}

/** As in every OpenStack client, these two say something of a call, not of a cloud. */
const withVariables = (given: Given, env: Environment): Given => {
  const { OS_COMPUTE_API_VERSION: version = '', OS_REGION_NAME: region = '' } = env
  return {
    ...(version === '' ? {} : { osComputeApiVersion: version }),
    ...(region === '' ? {} : { osRegionName: region }),
    ...given
  }
}

/** Nothing to add to the help that stands there already. Commander writes `error: …`, and its suggestion on a line of its own. */
const sentence = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? '' : message.replace(/^error: /, '').replace(/\n\((.*)\)$/, '. $1')

const details = `
Examples:
  server-timeline demo                                    a look around, without any cloud
  server-timeline servers --os-cloud devstack             list the servers of a project
  server-timeline show web-1 --os-cloud devstack          what happened to web-1
  server-timeline show web-1 --changes-since 2026-11-23   ... since that day, in UTC
  server-timeline show web-1 --json | jq '.actions[] | select(.state == "failed")'

A cloud is chosen as every OpenStack client does it: --os-cloud, OS_CLOUD, the OS_* variables, or the only cloud of a
clouds.yaml in this folder, ~/.config/openstack or /etc/openstack. With none configured, the fake cloud is shown.

Marks:
  ✓ succeeded   ✗ failed, or never finished   ! recovered, or in doubt   … running   · no steps to be seen

Exit codes:
  0    done, whatever had happened to the server
  1    the cloud cannot be reached, or said no, or has no such server or action
  2    the command line or the configuration is wrong
  130  interrupted

NO_COLOR and FORCE_COLOR are honoured; a pipe gets neither colours nor a spinner.`
