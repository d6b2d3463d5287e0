import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newFolder } from '../../../tests/support/program.ts'
import { runHere } from '../../../tests/support/world.ts'
import { openJournal } from '../../agent/journal/journal.ts'
import { hourMs, minuteMs } from '../../core/time.ts'

const midnight = Date.UTC(2026, 10, 20)
const at = (hours: number) => midnight + hours * hourMs
const firefox = { key: 'firefox.desktop', name: 'Firefox' }
const app = (source: 'window' | 'inhibit', start: number, end: number) => ({ source, app: firefox, start, end })
const bare = (source: 'input' | 'lock', start: number, end: number) => ({ source, app: null, start, end })

/** Off until 08:00; an hour's work with a pause of six minutes, a film of two hours with a call behind the lock; asleep since 12:00. */
function aDay(): string {
  const dataDir = newFolder()
  const journal = openJournal(join(dataDir, 'agent/journal.db'), midnight)
  const totals = { cpuMs: 60_000, launches: 1, memoryKiBSeconds: 3_600 * 50_000, memoryKiB: 50_000 }
  const clock = { zone: 'UTC', offsetMs: 0, watched: ['inhibit', 'input', 'lock', 'window'] as const }
  journal.write({
    hours: [8, 9, 10, 11].map((hour) => ({ app: firefox, hour: at(hour), runningMs: hourMs, ...totals })),
    recorded: [{ start: at(8), end: at(12), clock: { ...clock, watched: [...clock.watched] } }],
    gaps: [
      { start: midnight, end: at(8), reason: 'off' },
      { start: at(12), end: at(15), reason: 'asleep' },
    ],
    spans: [
      app('window', at(8), at(12)),
      app('inhibit', at(9.5), at(11.5)),
      bare('input', at(8.2), at(8.5)),
      bare('input', at(8.6), at(9.2)),
      bare('lock', at(11.5), at(12)),
    ],
  })
  journal.close()
  return dataDir
}

const today = (dataDir: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
  runHere(['--data-dir', dataDir, 'today', ...args], {
    now: () => at(15),
    env: { USAGE_AUDIT_REPORTS__ZONE: 'UTC', ...env },
  })

it('usage-audit today › tells sessions, what was watched, and why nothing was recorded, in 80 columns', async () => {
  const { exit, out } = await today(aDay())
  expect(exit).toBe(0)
  const lines = out.replaceAll('\u00a0', ' ').split('\n')
  expect(lines).toEqual([
    '20 November: 54 min active, 4 h recorded, 100% of the time due',
    '2 sessions, 08:12–11:30, watching 2 h, locked 30 min',
    'Not recorded: off 8 h, asleep 3 h',
    '',
    'APP      ACTIVE  WATCHING  IN FRONT  CPU TIME  RUNNING  LAUNCHES',
    'Firefox  54 min       2 h    3 h 30   4.0 min      4 h         4',
    '',
  ])
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})

it('usage-audit today › says the same in Portuguese', async () => {
  const out = (await today(aDay(), [], { LANG: 'pt_BR.UTF-8' })).out.replaceAll('\u00a0', ' ')
  expect(out).toContain('2 sessões, 08:12–11:30, assistindo 2 h, tela bloqueada 30 min\n')
  expect(out).toContain('Sem registro: desligado 8 h, suspenso 3 h\n')
})

it('usage-audit today › takes agent.idle where the agent is not enrolled, and tells machines all of it', async () => {
  const dataDir = aDay()
  const figures = async (env: Record<string, string> = {}) =>
    JSON.parse((await today(dataDir, ['--json'], env)).out) as Record<string, unknown>
  expect(await figures()).toMatchObject({
    activeMs: 54 * minuteMs,
    watchingMs: 2 * hourMs,
    idleMs: 36 * minuteMs,
    lockedMs: hourMs / 2,
    sessions: 2,
    sessionMs: hourMs + 2 * hourMs,
    firstActivityAt: at(8.2),
    lastActivityAt: at(11.5),
    unrecorded: { off: 8 * hourMs, asleep: 3 * hourMs },
    apps: [{ watchingMs: 2 * hourMs }],
  })
  const patient = { USAGE_AUDIT_AGENT__IDLE: '10m' }
  expect(await figures(patient)).toMatchObject({ activeMs: hourMs, idleMs: 30 * minuteMs })
  const token = JSON.stringify({ server: 'http://127.0.0.1:1', token: 'x'.repeat(40) })
  writeFileSync(join(dataDir, 'agent/credentials.json'), token)
  expect(await figures(patient)).toMatchObject({ activeMs: 54 * minuteMs })
  expect((await today(dataDir, [], { USAGE_AUDIT_AGENT__IDLE: '10s' })).exit).toBe(78)
})
