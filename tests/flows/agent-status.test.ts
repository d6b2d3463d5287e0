import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readMeter } from '../../src/agent/journal/meters.ts'
import { openJournalReader } from '../../src/agent/journal/open.ts'
import type { AgentStatus } from '../../src/cli/agent-state.ts'
import { widthOf } from '../../src/cli/text-width.ts'
import { until } from '../support/desktop.ts'
import { freePort } from '../support/doctor.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'

const ask = async (env: NodeJS.ProcessEnv) => {
  const { out } = await runProgram(['agent', 'status', '--json'], env)
  return JSON.parse(out) as AgentStatus
}

/** A real agent, enrolled with a server that is away, in a folder whose name is long. */
async function startAgent(more: Record<string, string> = {}) {
  const folder = join(newFolder(), 'a-folder-with-a-long-name', 'and-another-one-within-it', 'for-paths-that-are-long')
  const env = cleanEnvironment({
    USAGE_AUDIT_DATA_DIR: folder,
    USAGE_AUDIT_AGENT__SAMPLE: '1s',
    USAGE_AUDIT_AGENT__UPLOAD: '1s',
    USAGE_AUDIT_AGENT__GENTLE: 'false',
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    ...more,
  })
  await runProgram(['agent', 'pause', '--for', '1s'], env) // makes the folder
  const server = `http://127.0.0.1:${await freePort()}`
  const credentials = join(folder, 'agent/credentials.json')
  writeFileSync(credentials, JSON.stringify({ server, token: 'x'.repeat(40) }), { mode: 0o600 })
  const agent = startProgram(['agent'], env)
  onTestFinished(() => void agent.kill('SIGKILL'))
  return { agent, env, folder, server }
}

describe('usage-audit agent status', () => {
  it('tells how a real agent stands, and what it costs', { timeout: 60_000 }, async () => {
    const { agent, env, folder, server } = await startAgent()
    const status = await until(async () => {
      const found = await ask(env)
      expect(found).toMatchObject({ upload: { error: expect.stringContaining('not there') }, pid: agent.pid })
      expect(found.today.recordedMs).toBeGreaterThan(1_000)
      return found
    })
    expect(status).toMatchObject({
      server,
      presence: { source: null, watched: [] },
      pace: { sampleMs: 1_000, why: null },
      clock: null,
      failingSince: expect.any(Number),
      self: { cpuShareBudget: 0.0025, sentBytes: 0 },
      today: { gaps: expect.any(Object) },
      setAside: [],
    })
    const { out } = await runProgram(['agent', 'status'], env)
    for (const line of out.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80)
    expect(out).toMatch(/^Desktop +not watched: there is none that the agent knows$/m)
    expect(out).toMatch(/^Sampling +every 1\u00a0s$/m)
    expect(out).toMatch(/^Problem +the server is not there \(connection refused\) \(since /m)
    expect(out).toMatch(/^Own cost today +[\d.]+% of one core \(budget 0.25%\) · \d+\u00a0MB \(at most \d+\u00a0MB\)/m)

    agent.kill('SIGTERM')
    await once(agent, 'exit')
    const db = openJournalReader(join(folder, 'agent/journal.db'))
    const meter = readMeter(db, 0, Date.now())!
    db.close()
    // It began at the start of the process, and ended with it.
    expect(meter.meteredMs).toBeGreaterThan(2_000)
    expect(meter.cpuMs).toBeGreaterThan(50)
    expect(meter.memoryPeakKiB).toBeGreaterThan(30_000)
    if (process.platform === 'linux') expect(meter.writtenBytes).toBeGreaterThanOrEqual(0)
    const { out: stopped } = await runProgram(['agent', 'status'], { ...env, LANG: 'pt_BR.UTF-8' })
    expect(stopped).toMatch(/^Agente +parado/m)
    expect(stopped).not.toContain('Amostras')
    expect(stopped).toMatch(/^Custo próprio hoje +[\d,]+% de um núcleo/m)
  })

  it('says that a desktop is not watched because nobody wants it', { timeout: 60_000 }, async () => {
    const { env } = await startAgent({ USAGE_AUDIT_AGENT__PRESENCE: 'off' })
    await until(async () => {
      const { out } = await runProgram(['agent', 'status'], env)
      expect(out).toMatch(/^Desktop +not watched: agent.presence is off$/m)
    })
  })
})
