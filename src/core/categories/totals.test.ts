import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createJudge } from './judge.ts'
import type { Ruleset } from './rules.ts'
import { toStarters } from './starters.ts'
import { addBelow, addSums, noTime, type Sums, toCategoryTotals, toRuleFigures } from './totals.ts'

const starters: Ruleset = toStarters()
const judge = createJudge(starters)
const keys = ['firefox.desktop', 'code.desktop', 'steam.desktop', '/opt/acme', 'vlc.desktop']
const subjects = new Map(keys.map((key, i) => [i + 1, { kind: 'app', key, name: key }]))
const time = fc.nat(1_000)

/** Of each app some time, and of it some that rules took, of which one is gone. */
const someSums: fc.Arbitrary<Sums> = fc
  .array(fc.record({ foregroundMs: fc.option(time), cpuMs: time, shares: fc.array(fc.nat(100), { maxLength: 3 }) }), {
    maxLength: keys.length,
  })
  .map((apps) => ({
    subjects,
    usage: apps.map(({ foregroundMs, cpuMs }, i) => ({
      subjectId: i + 1,
      foregroundMs,
      activeMs: foregroundMs,
      watchingMs: null,
      cpuMs,
    })),
    titles: apps.flatMap(({ foregroundMs, shares }, i) =>
      shares.map((share, j) => {
        const ms = Math.floor(((foregroundMs ?? 0) * share) / 300)
        return { subjectId: i + 1, ruleId: [31, 39, 9_999][j]!, foregroundMs: ms, activeMs: ms, watchingMs: null }
      }),
    ),
  }))

const sum = (all: Iterable<Parameters<typeof addSums>[0]>) => [...all].reduce(addSums, noTime)
const known = ({ foregroundMs, activeMs, cpuMs }: Parameters<typeof addSums>[0]) => [
  foregroundMs ?? 0,
  activeMs ?? 0,
  cpuMs,
]

describe('toCategoryTotals', () => {
  it('adds up to what the apps did, whatever was taken by titles; so do the rules, with what none sorts', () => {
    fc.assert(
      fc.property(someSums, (sums) => {
        const totals = toCategoryTotals(sums, judge)
        const whole = known(sum(sums.usage))
        expect(known(sum(totals.values()))).toEqual(whole)
        const byRule = [...toRuleFigures(sums, judge).values()]
        expect(known(sum([...byRule, totals.get(null) ?? noTime]))).toEqual(whole)
        const tops = new Set(starters.categories.filter(({ parentId }) => parentId === null).map(({ id }) => id))
        const above = [...addBelow(totals, starters.categories)].filter(([id]) => id === null || tops.has(id))
        expect(known(sum(above.map(([, part]) => part)))).toEqual(whole)
      }),
    )
  })

  it('gives what a rule took that is gone back to the app, and CPU time never to a rule on titles', () => {
    const usage = [{ subjectId: 1, foregroundMs: 100, activeMs: null, watchingMs: null, cpuMs: 50 }]
    const take = (ruleId: number) => ({ subjectId: 1, ruleId, foregroundMs: 30, activeMs: null, watchingMs: null })
    const keyOf = (id: number | null) => starters.categories.find((one) => one.id === id)?.key
    const totals = toCategoryTotals({ subjects, usage, titles: [take(39), take(9_999)] }, judge)
    expect(
      [...totals].map(([id, { foregroundMs, activeMs, cpuMs }]) => [keyOf(id), foregroundMs, activeMs, cpuMs]),
    ).toEqual([
      ['web', 70, null, 50],
      ['media', 30, null, 0],
    ])
  })
})
