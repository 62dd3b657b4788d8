/**
 * Every package that changed since the base branch is named in a changeset.
 *
 * The base is GATE_BASE, or the remote's default branch; where there is none to compare with, it says so and passes.
 */
import { spawnSync } from 'node:child_process'

const git = (...args) => {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

const base = [process.env['GATE_BASE'], 'origin/HEAD', 'origin/main'].find(
  (ref) => ref && git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)
)
if (base === undefined) {
  process.stdout.write('No base branch to compare with: changesets are not checked here.\n')
} else if (git('merge-base', base, 'HEAD') === null) {
  process.stdout.write(
    `${base} shares no history with this checkout (a shallow clone?): changesets are not checked here.\n`
  )
} else {
  const { status } = spawnSync('changeset', ['status', `--since=${base}`], { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
