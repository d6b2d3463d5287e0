// npm run trials [-- name …]: the long trials, one after another, each printing its own table. A name is a trial's or a group's.
import { spawnSync } from 'node:child_process'

/** Trials of one part of the program. */
const groups = {
  store: [
    ...['acknowledged', 'kills', 'replication', 'forks', 'poison', 'refill', 'restarts', 'overload', 'monthly-run'],
    ...['retention', 'check', 'backups', 'migrations', 'fuzz', 'fleet', 'instances', 'move'],
  ],
}

const names = process.argv.slice(2).flatMap((name) => groups[name]?.map((trial) => `trials/${trial}.trial`) ?? [name])
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.trials.config.ts', ...names],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
