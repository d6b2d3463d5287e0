import { fewestPeople } from '../report/org-report.ts'
import { mayTell } from '../software.ts'
import { type Part, type Sum, tellSums } from '../tell-sums.ts'
import type { Judge } from './judge.ts'
import { addTo, type Gathered, type Share, startPart, type Takers, toShares } from './takers.ts'
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
  const pieces = collectPieces(change)
  const used = pieces.filter(({ people }) => people.size > 0)
  const may = (people: People) => mayTell(people, change.open, fewestPeople)
  const told = tellSums(toSums(used), may)
  const isUsed = new Set(used.map(({ category }) => category))
  const withheld = new Set(used.flatMap(({ key, category }) => (told.has(key) ? [] : [category])))
  const around = (id: number | null) => pieces.flatMap(({ category, around }) => (category === id ? [...around] : []))
  return (id) => (isUsed.has(id) ? !withheld.has(id) : may(new Set(around(id))))
}

interface Piece extends Gathered {
  /** What is told now that has it; undefined where nothing is. */
  readonly block: string | undefined
  /** Where it would be. */
  readonly category: number | null
}

function collectPieces({ judge, next, takers, nextTakers, teller }: Change): Piece[] {
  const later = toShares(nextTakers, next)
  const categories = new Map(next.ruleset.rules.map(({ id, categoryId }) => [id, categoryId]))
  const pieces = new Map<string, Piece>()
  const add = (share: Share, { from, to, ms }: Move) => {
    const block = from === undefined ? undefined : teller.blockOf(share.subjectId, from)
    const category = to === null ? null : categories.get(to)!
    const key = `${block ?? 'nothing'} to ${category ?? 'none'}`
    const piece = pieces.get(key) ?? { ...startPart(key), block, category }
    pieces.set(key, piece)
    addTo(piece, share.userId, ms)
  }
  // The same apps on the same computers, so that they come in one order.
  toShares(takers, judge).forEach((now, i) => {
    for (const move of toMoves(now, later[i]!)) add(now, move)
  })
  return [...pieces.values()]
}

interface Move {
  /** Undefined where it was in nothing before. */
  readonly from: number | null | undefined
  readonly to: number | null
  readonly ms: number
}

/** From which rule to which an app's time on a computer would go; what stays first. The app's own is there even where it is none. */
function toMoves(now: Share, then: Share): Move[] {
  if (now.byTitle.size === 0 && then.byTitle.size === 0) return [{ from: now.own, to: then.own, ms: now.ownMs }]
  const moves: Move[] = [{ from: now.own, to: then.own, ms: 0 }]
  const [left, wanted] = [toParts(now), toParts(then)]
  const move = (from: number | null, to: number | null) => {
    const ms = Math.min(left.get(from) ?? 0, wanted.get(to) ?? 0)
    if (ms <= 0) return
    left.set(from, left.get(from)! - ms)
    wanted.set(to, wanted.get(to)! - ms)
    moves.push({ from, to, ms })
  }
  for (const rule of left.keys()) move(rule, rule)
  for (const from of left.keys()) for (const to of wanted.keys()) move(from, to)
  for (const [to, ms] of wanted) if (ms > 0) moves.push({ from: undefined, to, ms })
  return moves
}

/** By rule, also where one that was on titles is the app's own by now. */
function toParts({ own, ownMs, byTitle }: Share): Map<number | null, number> {
  const parts = new Map<number | null, number>(byTitle)
  return parts.set(own, (own === null ? 0 : (byTitle.get(own) ?? 0)) + ownMs)
}

/** Of what is told now the whole is known; of the rest it is not. */
function toSums(pieces: readonly Piece[]): (Sum | Part)[] {
  const blocks = new Map<string, Part[]>()
  for (const piece of pieces)
    if (piece.block !== undefined) blocks.set(piece.block, [...(blocks.get(piece.block) ?? []), piece])
  return [...[...blocks].map(([key, of]) => ({ key, of })), ...pieces.filter(({ block }) => block === undefined)]
}
