import { expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { holdPolicy } from '../agent/policy/held.ts'
import { usualIdleAfterMs } from '../core/presence.ts'
import { createCli } from './cli.ts'
import { writeCredentials } from './credentials.ts'
import { presenceOptions } from './presence-options.ts'

it('presenceOptions › follow the setting, and once enrolled what the server makes its figures with', async () => {
  const stream = { write: () => true }
  const world = { args: [], env: {}, cwd: newFolder(), version: '1.2.3', now: () => 1 }
  const stopping = () => new AbortController().signal
  const cli = createCli({ ...world, stopping, stdout: stream, stderr: stream }, { dataDir: newFolder() })
  const config = await cli.config([{ flag: '--idle', key: 'agent.idle', value: '2m' }])
  expect(presenceOptions(cli, config)).toEqual({ idleAfterMs: 120_000 })
  writeCredentials(cli.dataDir().credentials, { server: 'https://audit.example.org', token: 'x'.repeat(30) })
  expect(presenceOptions(cli, config)).toEqual({ idleAfterMs: usualIdleAfterMs })
  const policy = { titles: true, rules: [], workingHours: null, paused: false }
  holdPolicy(cli.dataDir().journal, { revision: 1, policy, idleAfterMs: 600_000, erase: [] }, 1)
  expect(presenceOptions(cli, config)).toEqual({ idleAfterMs: 600_000 })
})
