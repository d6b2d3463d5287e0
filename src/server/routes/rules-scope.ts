import type { Edit } from '../../core/categories/edit.ts'
import type { Ruleset } from '../../core/categories/rules.ts'
import type { Takers } from '../../core/categories/takers.ts'
import type { CategorySums } from '../../core/categories/totals.ts'
import { addDays } from '../../core/time.ts'
import type { MemberCaller } from '../http/guard.ts'
import type { Period } from '../store/categories/sums.ts'
import { findSharing } from '../store/software/org-apps.ts'
import type { Store } from '../store/store.ts'
import { readerOf } from './reader.ts'

/** What a change of the rules would do, worked out from the facts. */
export interface PreviewedRules {
  readonly now: Ruleset
  readonly next: Ruleset
  readonly differences: readonly { category: number | null; before: CategorySums; after: CategorySums }[]
  readonly moved: readonly { key: string; name: string; from: number | null; to: number | null }[]
  /** Whose time it is now, and would be. */
  readonly takers: Takers
  readonly nextTakers: Takers
}

/** What of a server is needed to change rules. */
export interface RulesOptions {
  preview(store: Store, orgId: number, edit: Edit, period: Period): Promise<PreviewedRules>
  /** Told of days that wait to be made again. */
  onChanged(): void
}

/** The days that a caller asks about, up to today where they are, and of whom may be told. */
export async function readScope(store: Store, caller: MemberCaller, days: number, now: number) {
  const { today } = await readerOf(store, caller, now)
  const open = (await findSharing(store, caller.orgId)).add(caller.userId)
  return { open, period: { from: addDays(today, 1 - days), to: today } }
}

export const toTime = ({ foregroundMs, activeMs, watchingMs }: CategorySums, told: boolean) =>
  told ? { foregroundMs, activeMs, watchingMs } : ('withheld' as const)
