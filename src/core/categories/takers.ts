import type { Part } from '../tell-sums.ts'
import type { Judge } from './judge.ts'
import type { Rule, Subject } from './rules.ts'

/** How long an app was used on a computer. */
export interface Taken {
  readonly subjectId: number
  readonly deviceId: number
  /** In front, and watching: where it is none, nobody is known to have used it. */
  readonly ms: number
}

/** What of that a rule on titles took; less than zero where it would take less than now. */
export interface TakenByTitle extends Taken {
  readonly ruleId: number
}

/** Whose the time of apps is, and what rules on titles took of it. */
export interface Takers {
  readonly subjects: ReadonlyMap<number, Subject>
  /** By device. */
  readonly owners: ReadonlyMap<number, string>
  readonly apps: readonly Taken[]
  readonly titles: readonly TakenByTitle[]
}

/** How an app's time on a computer is split among the rules. */
export interface Share {
  readonly key: string
  readonly subjectId: number
  readonly userId: string
  /** The rule that takes the app as a whole; null: none does. */
  readonly own: number | null
  /** Milliseconds; of `own` also where it is none. */
  readonly byRule: ReadonlyMap<number | null, number>
}

/** Splits what each computer took as `toCategoryTotals` splits all of it. */
export function toShares({ subjects, owners, apps, titles }: Takers, judge: Judge): Share[] {
  const rules = new Set(judge.ruleset.rules.map(({ id }) => id))
  const shares = new Map<string, Share & { readonly byRule: Map<number | null, number> }>()
  const owns = new Map<number, Rule | undefined>()
  const shareOf = ({ subjectId, deviceId }: Taken) => {
    const key = `${subjectId} ${deviceId}`
    const known = shares.get(key)
    if (known) return known
    const [subject, userId] = [subjects.get(subjectId), owners.get(deviceId)]
    if (!subject || userId === undefined) return undefined
    if (!owns.has(subjectId)) owns.set(subjectId, judge.ruleOf(subject))
    const own = owns.get(subjectId)?.id ?? null
    const share = { key, subjectId, userId, own, byRule: new Map([[own, 0]]) }
    shares.set(key, share)
    return share
  }
  const add = ({ byRule }: { readonly byRule: Map<number | null, number> }, rule: number | null, ms: number) =>
    byRule.set(rule, (byRule.get(rule) ?? 0) + ms)
  for (const taken of apps) {
    const share = shareOf(taken)
    if (share) add(share, share.own, taken.ms)
  }
  for (const taken of titles) {
    // What a rule took that is gone by now is the app's again.
    const share = rules.has(taken.ruleId) ? shareOf(taken) : undefined
    if (!share) continue
    add(share, share.own, -taken.ms)
    add(share, taken.ruleId, taken.ms)
  }
  return [...shares.values()]
}

/** Some of somebody's time. */
interface Piece {
  readonly key: string
  readonly userId: string
  /** Where it is none, they are around it, and none of it is theirs. */
  readonly ms: number
}

/** Adds up what has one key: what else it says is the same of all of them. */
export function gather<P extends Piece>(pieces: readonly P[]): (Omit<P, keyof Piece> & Part)[] {
  const all = new Map<string, P & { size: number; people: Set<string>; around: Set<string> }>()
  for (const piece of pieces) {
    const { key, userId, ms } = piece
    const part = all.get(key) ?? { ...piece, size: 0, people: new Set<string>(), around: new Set<string>() }
    all.set(key, part)
    part.around.add(userId)
    if (ms <= 0) continue
    part.size += ms
    part.people.add(userId)
  }
  return [...all.values()]
}
