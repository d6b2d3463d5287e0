import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { newFolder } from '../../../tests/support/program.ts'
import { runHere } from '../../../tests/support/world.ts'
import { openJournal } from '../../agent/journal/journal.ts'
import { unattributed } from '../../core/apps.ts'
import { dayMs, hourMs } from '../../core/time.ts'

const noon = Date.UTC(2026, 10, 20, 12)
const dataDir = newFolder()
const zone = { USAGE_AUDIT_REPORTS__ZONE: 'UTC' }

beforeAll(() => {
  const journal = openJournal(join(dataDir, 'agent/journal.db'), noon - 40 * dayMs)
  for (let ago = 40; ago >= 0; ago--) {
    const start = noon - ago * dayMs
    const add = { hour: start, launches: 1, memoryKiBSeconds: 3_600 * 50_000, memoryKiB: 50_000 }
    const hours = [
      { app: { key: 'vim', name: 'vim\u001b[2J' }, runningMs: hourMs, cpuMs: 60_000, ...add },
      { app: { key: 'firefox.desktop', name: 'Firefox' }, runningMs: hourMs, cpuMs: 120_000, ...add },
      { app: unattributed, runningMs: 0, cpuMs: 500, hour: start, launches: 0, memoryKiBSeconds: 0, memoryKiB: 0 },
    ]
    journal.write({ hours, recorded: [{ start, end: start + hourMs, clock: { zone: 'UTC', offsetMs: 0 } }], gaps: [] })
  }
  journal.close()
})

const top = (args: readonly string[], env: Record<string, string> = {}) =>
  runHere(['--data-dir', dataDir, 'top', ...args], { now: () => noon + hourMs, env: { ...zone, ...env } })

describe('usage-audit top', () => {
  it('shows thirty days, the apps with most CPU time first, and how far back the journal sees', async () => {
    const { exit, out } = await top([])
    expect(exit).toBe(0)
    expect(out.replaceAll('\u00a0', ' ')).toBe(
      [
        '22 October – 20 November: 30 h recorded, 4% of the time due',
        '',
        'APP             CPU TIME  RUNNING  DAYS  LAUNCHES  MEMORY',
        'Firefox            1.0 h     30 h    30        30   51 MB',
        'vim�[2J         30.0 min     30 h    30        30   51 MB',
        'Not attributed    15.0 s        –     –         –       –',
        '',
        'The journal of this computer sees back to 11 Oct 2026, 12:00.',
        '',
      ].join('\n'),
    )
  })

  it('speaks Portuguese where the system does', async () => {
    const { out } = await top(['--limit', '1'], { LANG: 'pt_BR.UTF-8' })
    expect(out).toContain('registrados')
    expect(out).toMatch(/APP +CPU +EXECUÇÃO +DIAS/)
    expect(out).not.toContain('vim')
  })

  it('says how many apps it leaves out, also of a day', async () => {
    expect((await top(['--limit', '1'])).out).toContain('\nApps left out: 1; --limit shows more.\n')
    expect((await top([])).out).not.toContain('left out')
    const day = await runHere(['--data-dir', dataDir, 'today', '--limit', '1'], { now: () => noon + hourMs, env: zone })
    expect(day.out).toContain('\nApps left out: 1; --limit shows more.\n')
  })

  it('answers machines with all apps, the days it has and what the journal knows', async () => {
    const { out } = await top(['--from', '2026-10-01', '--to', '2026-10-12', '--json'])
    expect(JSON.parse(out)).toMatchObject({
      from: '2026-10-11',
      to: '2026-10-12',
      recordedMs: 2 * hourMs,
      journal: { start: noon - 40 * dayMs, end: noon + hourMs },
      apps: [{ key: 'firefox.desktop', days: 2, cpuMs: 240_000 }, { key: 'vim' }, { key: unattributed.key }],
    })
  })

  it('says so where nothing was recorded', async () => {
    const { exit, out } = await top(['--to', '2026-10-01'])
    expect(exit).toBe(0)
    expect(out).toMatch(/^Nothing was recorded on these days\.\nThe journal/)
  })

  it.each([
    [['--from', '2026-11-31'], 'a day of the calendar'],
    [['--from', '1 May'], 'a day of the calendar'],
    [['--from', '2026-11-10', '--to', '2026-11-09'], '--from 2026-11-10 is after --to 2026-11-09'],
    [['--from', '2026-11-21'], 'is after today, 2026-11-20'],
    [['--limit', '0'], 'a whole number from 1'],
  ])('answers %j with 64 and the reason', async (args, reason) => {
    expect(await top(args)).toMatchObject({ exit: 64, out: '', err: expect.stringContaining(reason) })
  })

  it('answers 65 and the way out where there is no journal', async () => {
    const answer = await runHere(['--data-dir', newFolder(), 'top'])
    expect(answer).toMatchObject({ exit: 65, err: expect.stringContaining('Start `usage-audit up`') })
  })
})
