import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canFindOut, subsetsOf } from '../../../tests/support/subtract.ts'
import { foresee } from './foresee.ts'
import { createJudge } from './judge.ts'
import type { Rule, Ruleset } from './rules.ts'
import type { Takers } from './takers.ts'
import { createTeller } from './teller.ts'

const nothing = { app: null, path: null, title: null, domain: null, parentId: null }
const people = [...'abcdefg']
const apps = ['ant', 'bee', 'cat', 'dog', 'elk', 'fox']
/** One lies below another. */
const categories = [
  { id: 1, parentId: null, key: null, name: 'Work' },
  { id: 2, parentId: 1, key: null, name: 'Letters' },
  { id: 3, parentId: null, key: null, name: 'Leisure' },
]
const titles: Rule = { ...nothing, id: 99, categoryId: 3, title: '*cats*' }

/** In which category each app is; in none where it is 0. */
const places = fc.array(fc.nat(3), { minLength: apps.length, maxLength: apps.length })
const toRuleset = (of: readonly number[], byTitle: boolean): Ruleset => ({
  ...{ revision: 1, lastId: 99, categories },
  rules: [
    ...(byTitle ? [titles] : []),
    ...apps.flatMap((app, i) => (of[i] === 0 ? [] : [{ ...nothing, id: 10 + i, categoryId: of[i]!, app }])),
  ],
})

const used = fc.record({ ms: fc.nat(9), byTitle: fc.boolean() })
const worlds = fc.record({
  now: places,
  next: places,
  keepsTitles: fc.boolean(),
  used: fc.array(fc.array(fc.option(used), { minLength: people.length, maxLength: people.length }), {
    minLength: apps.length,
    maxLength: apps.length,
  }),
  open: fc.subarray(people),
})

it('foresee › tells, beside all that is told now, nothing by which something of too few people could be worked out', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const rows = world.used.flatMap((of, subjectId) =>
        of.flatMap((one, deviceId) => (one ? [{ subjectId, deviceId, ...one }] : [])),
      )
      const takers: Takers = {
        subjects: new Map(apps.map((name, i) => [i, { kind: 'app', key: name, name }])),
        owners: new Map(people.map((id, i) => [i, id])),
        apps: rows,
        titles: rows.flatMap(({ byTitle, ...row }) => (byTitle ? [{ ...row, ruleId: titles.id }] : [])),
      }
      const open = new Set(world.open)
      const [judge, next] = [toRuleset(world.now, true), toRuleset(world.next, world.keepsTitles)].map(createJudge)
      const teller = createTeller(takers, judge!, open)
      const tells = foresee({ judge: judge!, next: next!, takers, nextTakers: takers, teller, open })

      const parts = apps.flatMap((app, subjectId) =>
        [false, true].map((byTitle) => {
          const of = rows.filter((row) => row.subjectId === subjectId && row.byTitle === byTitle && row.ms > 0)
          return {
            key: `${app} ${byTitle}`,
            subjectId,
            byTitle,
            people: new Set(of.map((row) => people[row.deviceId]!)),
          }
        }),
      )
      type Taken = (typeof parts)[number]
      const sum = (fits: (part: Taken) => boolean) => new Set(parts.filter(fits).map(({ key }) => key))
      const nowIn = ({ subjectId, byTitle }: Taken) => (byTitle ? titles.categoryId : world.now[subjectId]!)
      const nextIn = ({ subjectId, byTitle }: Taken) =>
        byTitle && world.keepsTitles ? titles.categoryId : world.next[subjectId]!
      const told = [
        ...apps.flatMap((_, i) => (teller.ofApp(i) ? [sum(({ subjectId }) => subjectId === i)] : [])),
        ...(teller.ofRule(titles.id) ? [sum(({ byTitle }) => byTitle)] : []),
        ...(teller.ofBranch(1) ? [sum((part) => [1, 2].includes(nowIn(part)))] : []),
        ...[0, 1, 2, 3].flatMap((id) => [
          ...(teller.ofCategory(id || null) ? [sum((part) => nowIn(part) === id)] : []),
          ...(tells(id || null) ? [sum((part) => nextIn(part) === id)] : []),
        ]),
      ]
      for (const crowd of subsetsOf(people).filter(({ size }) => size === 4))
        if ([...crowd].some((id) => !open.has(id)))
          expect([[...crowd], canFindOut(parts, told, crowd, open)]).toEqual([[...crowd], false])
    }),
    { numRuns: 60 },
  )
})
