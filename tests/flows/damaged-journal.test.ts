import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'

it('a damaged journal is told of by every command, set aside by the agent, and shown after', async () => {
  const folder = newFolder()
  const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: folder, USAGE_AUDIT_AGENT__SAMPLE: '1s' })
  mkdirSync(join(folder, 'agent'))
  writeFileSync(join(folder, 'agent', 'journal.db'), 'no journal at all\n'.repeat(500))
  for (const command of [['agent', 'status'], ['agent', 'log'], ['today'], ['top']]) {
    const { exit, err } = await runProgram(command, env)
    expect(exit).toBe(74)
    expect(err).toMatch(/journal.db is not a journal: .* sets it aside/)
  }
  const agent = startProgram(['agent'], env)
  let said = ''
  agent.stderr!.on('data', (chunk) => {
    said += chunk
  })
  await sleep(4_000)
  agent.kill('SIGTERM')
  await once(agent, 'close')
  expect(said).toMatch(/The journal was damaged. That file is kept: .*quarantine-/)
  expect(readdirSync(join(folder, 'agent')).filter((name) => name.includes('quarantine'))).toHaveLength(1)
  const { out } = await runProgram(['agent', 'status'], env)
  // A path that is too long for the screen goes on in the next line.
  expect(out.replace(/\n {2,}/g, '')).toMatch(/^Set aside +.*journal.db.quarantine-\d{8}T\d{6}Z$/m)
  expect(out).toMatch(/^Not to be had .*: lost$/m)
})
