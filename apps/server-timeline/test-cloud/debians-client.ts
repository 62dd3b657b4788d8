import { spawn } from 'node:child_process'

/** What `openstack server event list --long -f json` says of an action. */
export interface ListedAction {
  readonly 'Request ID': string
  readonly 'Server ID': string
  readonly Action: string
  readonly 'Start Time': string
  readonly Message: string | null
  readonly 'Project ID': string | null
  readonly 'User ID': string | null
}

/** What `openstack server event show -f json` says of one. */
export interface ShownAction {
  readonly action: string
  readonly request_id: string
  readonly start_time: string
  readonly message: string | null
  readonly events?: ReadonlyArray<Readonly<Record<string, string | null>>>
}

export interface Speaker {
  readonly cloud: string
  readonly version: string
  readonly configFile: string
}

/** Runs commands in one process of Debian's client, for starting it takes seconds; each answers JSON. */
export const openstack = async (
  commands: ReadonlyArray<string>,
  { cloud, configFile, version }: Speaker
): Promise<ReadonlyArray<unknown>> => {
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: '/nonexistent',
    OS_CLIENT_CONFIG_FILE: configFile,
    OS_CLOUD: cloud,
    OS_COMPUTE_API_VERSION: version
  }
  const child = spawn('/usr/bin/openstack', [], { env })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  child.stdin.end(commands.map((command) => `${command} -f json\n`).join(''))
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  const documents = documentsOf(output.stdout)
  if (documents.length !== commands.length) throw new Error(`${commands.join('; ')}: ${output.stderr}${output.stdout}`)
  return documents
}

/** JSON documents one after the other, each indented as Python does it. */
const documentsOf = (text: string): ReadonlyArray<unknown> =>
  [...text.matchAll(/^(?:\[\]|\{\}|\[\n[^]*?\n\]|\{\n[^]*?\n\})$/gm)].map(
    ([document]) => JSON.parse(document) as unknown
  )
