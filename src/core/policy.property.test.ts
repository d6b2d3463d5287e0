import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findLoosened, type Policy, tighten } from './policy.ts'
import {
  findDropRule,
  judgeWindow,
  type PrivacyRule,
  type PrivacySettings,
  privateTitle,
  ruleActions,
  type Verdict,
} from './privacy.ts'
import { isWithinHours, parseWeeklyHours } from './weekly-hours.ts'

const hours = fc
  .tuple(
    fc.constantFrom('mo-fr', 'sa,su', 'mo-su', 'we', 'fr-mo'),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 1, max: 24 }),
  )
  .filter(([, from, to]) => from !== to)
  .map(([days, from, to]) => parseWeeklyHours(`${days} ${from}:00-${to}:00`)!)
const rule = (actions: readonly PrivacyRule['action'][]): fc.Arbitrary<PrivacyRule> =>
  fc.record(
    {
      app: fc.constantFrom('firefox*', '*', 'mail', 'note*'),
      title: fc.constantFrom('secret', 'bank', 'a', 'in*box'),
      domain: fc.constantFrom('bank.example', '*.example'),
      hours,
      action: fc.constantFrom(...actions),
    },
    { requiredKeys: ['action'] },
  )
const own = fc.record({ titles: fc.boolean(), rules: fc.array(rule(ruleActions), { maxLength: 4 }) })
const policy: fc.Arbitrary<Policy> = fc.record({
  titles: fc.boolean(),
  rules: fc.array(rule(['drop', 'redact', 'hash', 'domain']), { maxLength: 4 }),
  workingHours: fc.option(hours, { nil: undefined }),
})
const windows = fc.record({
  app: fc.constantFrom(
    { key: 'firefox.desktop', name: 'Firefox' },
    { key: 'mail', name: 'Mail' },
    { key: 'x', name: 'Notes' },
  ),
  title: fc.option(
    fc.constantFrom(
      'secret plan',
      'www.bank.example – a',
      'inbox',
      'ana@example.org in my box',
      'other.example bank.example',
      ' ',
    ),
    { nil: undefined },
  ),
})
const moment = fc
  .integer({ min: 0, max: 7 * 24 - 1 })
  .map((hour) => ({ at: Date.UTC(2026, 10, 2) + hour * 3_600_000, zone: 'UTC' }))
const fingerprint = (text: string) => `fp${text.length}`

/** Whether one verdict lets through no more than another. */
function tellsNoMore(less: Verdict, more: Verdict): boolean {
  if (less.dropped || (more.dropped && less.dropped)) return true
  if (more.dropped) return false
  if (less.title === undefined || less.title === more.title) return true
  if (more.title === undefined) return false
  if (less.title === privateTitle) return true
  // A fingerprint or the hosts, of a title that was kept as text.
  return !/^(#|\[private\])/.test(more.title) && (less.title.startsWith('#') || /^[a-z. ]+$/.test(less.title))
}

it('tighten › lets through no more of any window or app than the person does, whatever the policies are', () => {
  fc.assert(
    fc.property(own, fc.array(policy, { maxLength: 3 }), windows, moment, (settings, policies, window, when) => {
      const tight = tighten(settings, policies)
      const [less, more] = [tight, settings].map((each) => judgeWindow(each, window, when, fingerprint)) as [
        Verdict,
        Verdict,
      ]
      expect(tellsNoMore(less, more), JSON.stringify({ less, more })).toBe(true)
      if (findDropRule(settings, window.app, when) !== undefined)
        expect(findDropRule(tight, window.app, when)).toBeDefined()
    }),
    { numRuns: 5_000 },
  )
})

it('tighten › lets through no more than the policy does by itself, whatever the person has set', () => {
  const open: PrivacySettings = { titles: true, rules: [] }
  fc.assert(
    fc.property(own, policy, windows, moment, (settings, asked, window, when) => {
      const judge = (given: PrivacySettings) => judgeWindow(tighten(given, [asked]), window, when, fingerprint)
      expect(tellsNoMore(judge(settings), judge(open))).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

it('tighten › lets through no more with one policy more', () => {
  fc.assert(
    fc.property(own, policy, policy, windows, moment, (settings, one, other, window, when) => {
      const judge = (policies: Policy[]) => judgeWindow(tighten(settings, policies), window, when, fingerprint)
      expect(tellsNoMore(judge([one, other]), judge([one]))).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

it('findLoosened › is empty only where the later policy lets through no more than the earlier one', () => {
  let compared = 0
  fc.assert(
    fc.property(own, policy, policy, fc.boolean(), windows, moment, (settings, before, drawn, grown, window, when) => {
      const after = grown ? { ...drawn, rules: [...drawn.rules, ...before.rules] } : drawn
      if (findLoosened(before, after).length > 0) return
      compared++
      const judge = (given: Policy) => judgeWindow(tighten(settings, [given]), window, when, fingerprint)
      expect(tellsNoMore(judge(after), judge(before))).toBe(true)
      const within = ({ workingHours }: Policy) =>
        workingHours === undefined || isWithinHours(workingHours, when.at, when.zone)
      if (within(after)) expect(within(before)).toBe(true)
    }),
    { numRuns: 5_000 },
  )
  expect(compared).toBeGreaterThan(200)
})
