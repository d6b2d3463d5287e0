import { toCell } from '../reports/csv.ts'
import { type AccessQuestion, type AccessRow, findAccesses } from '../store/access-log.ts'
import { findMembersOf } from '../store/members.ts'
import type { Store } from '../store/store.ts'

/** The same in every language: files are for programs, and for whoever keeps them beside those of other years. */
const columns = ['at', 'actor', 'actorName', 'about', 'aboutName', 'what', 'reason'] as const

/** Rows that are read at once. */
const pageSize = 1_000

/**
 * The log as CSV (RFC 4180, UTF-8, CRLF), the newest first, made as fast as it is fetched: instants in UTC, an empty cell where
 * there is nothing or it was erased. No text in it runs as a formula.
 */
export async function* toAccessCsv(
  store: Store,
  orgId: number,
  asked: Omit<AccessQuestion, 'before' | 'limit'>,
): AsyncGenerator<string> {
  const names = new Map((await findMembersOf(store, orgId)).map(({ user }) => [user.id, user.name]))
  yield toLine(columns)
  for (let before: number | undefined; ; ) {
    const rows = await findAccesses(store, orgId, { ...asked, before, limit: pageSize })
    if (rows.length > 0) yield rows.map((row) => toLine(toCells(row, names))).join('')
    if (rows.length < pageSize) return
    before = rows.at(-1)!.seq
  }
}

const toCells = ({ at, actor, actorName, about, what, reason }: AccessRow, names: ReadonlyMap<string, string>) => [
  ...[new Date(at).toISOString(), actor, actorName],
  ...[about, about === null ? null : names.get(about), what, reason],
]

const toLine = (cells: readonly (string | null | undefined)[]) => `${cells.map((cell) => toCell(cell)).join(',')}\r\n`
