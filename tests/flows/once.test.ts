import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { openJournalReader } from '../../src/agent/journal/open.ts'
import { findHistoryFault } from '../../src/core/forks.ts'
import type { Report } from '../../src/core/report/report.ts'
import { openStore } from '../../src/server/store/open.ts'
import { findStreams } from '../../src/server/store/streams.ts'
import { cleanEnvironment, newFolder, type ProgramResult, runProgram } from '../support/program.ts'
import { createDatabase } from '../support/stores.ts'

const databases = {
  sqlite: async (folder: string) => `file:${join(folder, 'server', 'usage-audit.db')}`,
  postgres: async () => createDatabase(),
}

const once = (env: NodeJS.ProcessEnv) => runProgram(['up', '--once', '--for', '4s', '--json'], env)

function answerOf({ exit, out, err }: ProgramResult): { report: Report; mail: { state: string; outcome: string } } {
  expect(err).not.toContain('bug')
  expect([exit, err]).toEqual([0, err])
  return JSON.parse(out)
}

describe.each(Object.entries(databases))('up --once (%s)', (_, databaseIn) => {
  it('reports what really runs; a second run adds to it and counts nothing twice', async () => {
    const folder = newFolder()
    const database = await databaseIn(folder)
    const env = cleanEnvironment({
      USAGE_AUDIT_DATA_DIR: folder,
      USAGE_AUDIT_SERVER__PORT: '0',
      USAGE_AUDIT_SERVER__DATABASE: database,
    })
    const first = answerOf(await once(env)).report
    expect(first.apps.map(({ key }) => key)).toContain('usage-audit')
    expect(first.recordedMs).toBeGreaterThan(3_000)
    expect(first.recordedMs).toBeLessThan(8_000)
    const { report, mail } = answerOf(await once(env))
    expect(report.recordedMs).toBeGreaterThan(first.recordedMs + 3_000)
    expect(report.recordedMs).toBeLessThan(first.recordedMs + 8_000)
    expect(report.gaps.map(({ reason }) => reason)).toEqual(['not_running'])

    const journal = openJournalReader(join(folder, 'agent', 'journal.db'))
    const recorded = journal.prepare('select sum(cpu_ms) as cpu, sum(running_ms) as running from process_hours').get()
    journal.close()
    const store = await openStore(database)
    const hours = await store.db.select().from(store.t.processHours)
    const sum = (key: 'cpuMs' | 'runningMs') => hours.reduce((total, hour) => total + hour[key], 0)
    expect({ cpu: sum('cpuMs'), running: sum('runningMs') }).toEqual(recorded)
    const streams = await findStreams(store, 1, 1)
    await store.close()
    expect([streams.length, findHistoryFault(streams)]).toEqual([2, undefined])

    expect(mail.state).toBe('sent')
    const parsed = await simpleParser(readFileSync(mail.outcome))
    for (const form of [parsed.text, String(parsed.html)]) expect(form).toContain('usage-audit')
    const pictures = parsed.attachments.map(({ filename }) => filename)
    expect(pictures).toEqual(['month-light.png', 'month-dark.png'])
  })
})

describe('up', () => {
  it('names who has the port, and the agent that records already', async () => {
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0' })
    const { createServer } = await import('node:net')
    const holder = createServer()
    const port = await new Promise<number>((resolve) =>
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port)),
    )
    const taken = await runProgram(['up', '--once', '--for', '2s', '--port', String(port)], env)
    holder.close()
    expect(taken.exit).toBe(69)
    expect(taken.err).toMatch(new RegExp(`^usage-audit: port ${port} .* in use by .*process ${process.pid}`, 'm'))

    const two = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_SERVER__PORT: '0' })
    const [one, other] = await Promise.all([once(two), once(two)])
    expect([one.exit, other.exit].sort()).toEqual([0, 75])
    expect([one.err, other.err].join('')).toMatch(/recording here already \(process \d+\)/)
  })
})
