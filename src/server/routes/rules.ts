import { foresee } from '../../core/categories/foresee.ts'
import { createJudge } from '../../core/categories/judge.ts'
import { createTeller } from '../../core/categories/teller.ts'
import { actionOf, toEdit } from '../../core/categories/to-edit.ts'
import * as protocol from '../../protocol/categories.ts'
import type { Guard } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { changeRules, undoRules } from '../store/categories/change.ts'
import { findRulesHistory } from '../store/categories/history.ts'
import type { Store } from '../store/store.ts'
import { type PreviewedRules, type RulesOptions, readScope, toTime } from './rules-scope.ts'

const mostMoved = 200

/** Changes of categories and rules: looked at before they are made, made as a whole, and taken back. */
export const rulesRoutes = (store: Store, guard: Guard, options: RulesOptions, now: () => number): Route[] => [
  personRoute(guard, protocol.previewRules, async ({ edits, days }, caller) => {
    const { open, period } = await readScope(store, caller, days, now())
    const found = await options.preview(store, caller.orgId, toEdit(edits), period)
    const { next, now: old, moved } = found
    return {
      revision: old.revision,
      differences: toDifferences(found, open),
      moved: moved.slice(0, mostMoved).map(({ key, name, from, to }) => ({ key, name, from, to })),
      movedTotal: moved.length,
      categories: [...next.categories],
    }
  }),
  personRoute(guard, protocol.changeRules, async ({ edits, revision }, { orgId }) => {
    let lastId = 0
    const edit = toEdit(edits)
    const { ruleset, touchedDays } = await changeRules(store, orgId, {
      ...{ action: actionOf(edits), at: now(), revision },
      edit: (known) => {
        lastId = known.lastId
        return edit(known)
      },
    })
    if (touchedDays > 0) options.onChanged()
    const added = Array.from({ length: ruleset.lastId - lastId }, (_, i) => lastId + 1 + i)
    return { revision: ruleset.revision, touchedDays, added }
  }),
  personRoute(guard, protocol.undoRules, async ({ revision }, { orgId }) => {
    const { action, at, ruleset, touchedDays } = await undoRules(store, orgId, now(), revision)
    if (touchedDays > 0) options.onChanged()
    return { revision: ruleset.revision, touchedDays, undone: { action, at } }
  }),
  personRoute(guard, protocol.rulesHistory, async ({ before, limit }, { orgId }) => {
    const found = await findRulesHistory(store, orgId, { before, limit })
    const changes = found.slice(0, limit)
    return { changes, next: found.length > limit ? changes.at(-1)!.revision : null }
  }),
]

/** Next to one another figures say what goes from one to another; those that are withheld come last, in an order that tells nothing. */
function toDifferences({ now, next, takers, nextTakers, differences }: PreviewedRules, open: ReadonlySet<string>) {
  const [judge, nextJudge] = [createJudge(now), createJudge(next)]
  const teller = createTeller(takers, judge, open)
  const tells = foresee({ judge, next: nextJudge, takers, nextTakers, teller, open })
  const all = differences.map(({ category: id, before, after }) => ({
    categoryId: id,
    before: toTime(before, teller.ofCategory(id)),
    after: toTime(after, tells(id)),
    ...{ cpuBeforeMs: before.cpuMs, cpuAfterMs: after.cpuMs },
  }))
  const isTold = ({ before, after }: (typeof all)[number]) => before !== 'withheld' && after !== 'withheld'
  const byCpu = ({ cpuBeforeMs, cpuAfterMs }: (typeof all)[number]) => Math.abs(cpuAfterMs - cpuBeforeMs)
  const withheld = all.filter((one) => !isTold(one))
  return [
    ...all.filter(isTold),
    ...withheld.sort((a, b) => byCpu(b) - byCpu(a) || (a.categoryId ?? 0) - (b.categoryId ?? 0)),
  ]
}
