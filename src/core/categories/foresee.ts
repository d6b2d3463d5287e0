import { fewestPeople } from '../report/org-report.ts'
import { mayTell } from '../software.ts'
import { type Part, type Sum, tellSums } from '../tell-sums.ts'
import type { Judge } from './judge.ts'
import { gather, type Share, type Takers, toShares } from './takers.ts'
import type { Teller } from './teller.ts'

type People = ReadonlySet<string>

interface Change {
  readonly judge: Judge
  readonly next: Judge
  readonly takers: Takers
  /** With what rules on titles would take. */
  readonly nextTakers: Takers
  readonly teller: Teller
  readonly open: People
}

/**
 * Says of which categories it may be told what they would have after a change of the rules, next to what they have now: what goes from
 * one to another follows by subtraction. Each sum that is told now is split by where its parts would go, and a category is told
 * where all that would be in it is. Null is what no rule would sort.
 */
export function foresee(change: Change): (id: number | null) => boolean {
  const pieces = gather(toPieces(change))
  const used = pieces.filter(({ people }) => people.size > 0)
  const may = (people: People) => mayTell(people, change.open, fewestPeople)
  const told = tellSums(toSums(used), may)
  const isUsed = new Set(used.map(({ category }) => category))
  const withheld = new Set(used.flatMap(({ key, category }) => (told.has(key) ? [] : [category])))
  const around = (id: number | null) => pieces.flatMap(({ category, around }) => (category === id ? [...around] : []))
  return (id) => (isUsed.has(id) ? !withheld.has(id) : may(new Set(around(id))))
}

interface Whither {
  /** What is told now that has it; undefined where nothing is. */
  readonly block: string | undefined
  /** Where it would be. */
  readonly category: number | null
}

function toPieces({ judge, next, takers, nextTakers, teller }: Change) {
  const later = new Map(toShares(nextTakers, next).map((share) => [share.key, share]))
  const categories = new Map(next.ruleset.rules.map(({ id, categoryId }) => [id, categoryId]))
  return toShares(takers, judge).flatMap((now) => {
    const then = later.get(now.key)
    return (then ? toMoves(now, then) : []).map(({ from, to, ms }) => {
      const block = from === undefined ? undefined : teller.blockOf(now.subjectId, from)
      const category = to === null ? null : categories.get(to)!
      return { key: `${block ?? 'nothing'} to ${category ?? 'none'}`, userId: now.userId, block, category, ms }
    })
  })
}

interface Move {
  /** Undefined where it was in nothing before. */
  readonly from: number | null | undefined
  readonly to: number | null
  readonly ms: number
}

/** From which rule to which an app's time on a computer would go; what stays first. The app's own is there even where it is none. */
function toMoves(now: Share, then: Share): Move[] {
  const moves: Move[] = [{ from: now.own, to: then.own, ms: 0 }]
  const left = new Map(now.byRule)
  const wanted = new Map(then.byRule)
  const move = (from: number | null, to: number | null) => {
    const ms = Math.min(left.get(from) ?? 0, wanted.get(to) ?? 0)
    if (ms <= 0) return
    left.set(from, left.get(from)! - ms)
    wanted.set(to, wanted.get(to)! - ms)
    moves.push({ from, to, ms })
  }
  for (const rule of now.byRule.keys()) move(rule, rule)
  for (const from of now.byRule.keys()) for (const to of then.byRule.keys()) move(from, to)
  for (const [to, ms] of wanted) if (ms > 0) moves.push({ from: undefined, to, ms })
  return moves
}

/** Of what is told now the whole is known; of the rest it is not. */
function toSums(pieces: readonly (Part & Whither)[]): (Sum | Part)[] {
  const blocks = new Map<string, Part[]>()
  for (const piece of pieces)
    if (piece.block !== undefined) blocks.set(piece.block, [...(blocks.get(piece.block) ?? []), piece])
  return [...[...blocks].map(([key, of]) => ({ key, of })), ...pieces.filter(({ block }) => block === undefined)]
}
