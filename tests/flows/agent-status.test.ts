import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { addMeter, readMeter } from '../../src/agent/journal/meters.ts'
import { openJournalReader } from '../../src/agent/journal/open.ts'
import { saveState } from '../../src/agent/journal/state.ts'
import { takeLock } from '../../src/agent/lock.ts'
import type { AgentStatus } from '../../src/cli/agent-state.ts'
import { widthOf } from '../../src/cli/text-width.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { until } from '../support/desktop.ts'
import { freePort } from '../support/doctor.ts'
import { cleanEnvironment, newFolder, runProgram, startProgram } from '../support/program.ts'
import { noon } from '../support/records.ts'
import { runHere } from '../support/world.ts'

const utc = { zone: 'UTC', offsetMs: 0 }

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
      presence: { source: 'session', watched: [] },
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
    expect(out).toMatch(/^Problem +the server is not there \(connection refused\) \(since$/m)
    expect(out).toMatch(/^Last upload +never$/m)

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
  })

  it('says what recording cost today, why less is sampled, and that a clock is wrong', async () => {
    const dataDir = newFolder()
    const journal = openJournal(join(dataDir, 'agent/journal.db'), noon)
    journal.write({ hours: [], recorded: [{ start: noon, end: noon + hourMs, clock: utc }], gaps: [] })
    const cost = { meteredMs: hourMs, cpuMs: 4_680, memoryKiBSeconds: 3_600 * 69_336, memoryPeakKiB: 80_000 }
    addMeter(journal.db, noon, { ...cost, writtenBytes: 1_200_000, sentBytes: 33_400 })
    addMeter(journal.db, noon - dayMs, { ...cost, writtenBytes: 9_000_000, sentBytes: 33_400 })
    const serverClock = { aheadMs: -3 * minuteMs, at: noon }
    saveState(journal.db, { presence: 'x11', pace: { sampleMs: 30_000, why: 'battery' }, serverClock })
    const look = async (env: Record<string, string>) => {
      const args = ['--data-dir', dataDir, 'agent', 'status']
      return (await runHere(args, { now: () => noon + hourMs, env })).out
        .replaceAll('\u00a0', ' ')
        .replace(/\n {2,}/g, ' ')
    }
    const lock = takeLock(join(dataDir, 'agent/journal.db'))
    const english = await look({})
    const portuguese = await look({ LANG: 'pt_BR.UTF-8' })
    saveState(journal.db, { withServer: true })
    const together = await look({})
    lock.release()
    journal.close()
    expect(english).toMatch(/^Desktop +nothing watched now: x11 does not answer$/m)
    expect(english).toMatch(/^Sampling +every 30 s: on battery$/m)
    expect(english).toMatch(/^Clock +this computer's is 3 min ahead of the server's$/m)
    expect(english).toMatch(
      /^Own cost today +0.13% of one core \(budget 0.25%\) · 71 MB \(at most 82 MB\) · 1 MB written · 34 kB sent$/m,
    )
    expect(together).toMatch(/^Own cost today +0.13% of one core \(with the server\)/m)
    expect(portuguese).toMatch(/^Amostras +a cada 30 s: na bateria$/m)
    expect(portuguese).toMatch(/^Relógio +o deste computador está 3 min adiantado em relação ao do servidor$/m)
    expect(portuguese).toMatch(/^Custo próprio hoje +0,13% de um núcleo \(limite 0,25%\)/m)
  })

  it('says that a desktop is not watched because nobody wants it', { timeout: 60_000 }, async () => {
    const { env } = await startAgent({ USAGE_AUDIT_AGENT__PRESENCE: 'off' })
    await until(async () => {
      const { out } = await runProgram(['agent', 'status'], env)
      expect(out).toMatch(/^Desktop +not watched: agent.presence is off$/m)
    })
  })
})
