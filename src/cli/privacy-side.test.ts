import { expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { holdPolicy } from '../agent/policy/held.ts'
import type { PolicySettings } from '../protocol/policy.ts'
import type { Config } from './config-shape.ts'
import { toDataDir } from './data-dir.ts'
import { toPrivacy, toSettings, toWorkingHours } from './privacy-side.ts'

it("toPrivacy › keeps to an organisation's policy from the moment it is there, and to one's own rules always", () => {
  const paths = toDataDir(newFolder())
  const cli = { env: { TZ: 'UTC' }, dataPaths: () => ({ ...paths, journal: `${newestFolder}/journal.db` }) }
  const own = [{ app: 'bank', action: 'drop' as const }]
  const config = { privacy: { titles: true, rules: own, workingHours: undefined } } as unknown as Config
  const privacy = toPrivacy(cli, config, cli.dataPaths().journal)
  const hours = toWorkingHours(cli, config)
  const monday = Date.UTC(2026, 10, 2, 12)
  const piece = { start: monday, end: monday + 1_000 }
  const judge = (key: string) => {
    const { dropped, title, rule } = privacy.judgeWindow({ app: { key, name: key }, title: 'A letter' }, piece)
    return [dropped, title, rule]
  }
  const hold = (revision: number, policy: Partial<PolicySettings>) => {
    const nothing = { titles: true, rules: [], workingHours: null, paused: false }
    holdPolicy(cli.dataPaths().journal, { revision, policy: { ...nothing, ...policy }, idleAfterMs: 1, erase: [] }, 1)
  }
  expect([judge('mail'), judge('bank'), hours.isWithin(monday)]).toEqual([
    [false, 'A letter', undefined],
    [true, undefined, 0],
    true,
  ])
  hold(1, { rules: [{ app: 'mail', action: 'redact' }], workingHours: 'tu 08:00-18:00' })
  expect([judge('mail'), judge('bank'), hours.isWithin(monday)]).toEqual([
    [false, '[private]', 1],
    [true, undefined, 0],
    false,
  ])
  hold(2, { titles: false, rules: [{ app: '*a*', action: 'drop' }] })
  expect([judge('mail'), judge('vim'), hours.isWithin(monday)]).toEqual([
    [true, undefined, 1],
    [false, undefined, undefined],
    false,
  ])
  expect(toSettings(cli, config)()).toMatchObject({ titles: false, rules: own })
})

const newestFolder = newFolder()
