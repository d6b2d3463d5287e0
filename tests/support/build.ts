import { spawnSync } from 'node:child_process'

/** Builds dist/ before the first test if it is older than the sources: flows run the real program. */
export default function setup(): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/set-up/build-only.js'], { encoding: 'utf8' })
  // Unit tests can still say more than a build that fails.
  if (status !== 0) console.error(`tests that run the built program will fail:\n${stderr}`)
}
