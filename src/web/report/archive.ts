import { partsOf } from '../../core/report/periods.ts'
import type { ReportKind } from '../../core/report/wishes.ts'
import type { OutputOf } from '../../protocol/client.ts'
import type { archivedReport, ListedReport } from '../../protocol/reports.ts'

/** A report with its figures. */
export type OpenedReport = OutputOf<typeof archivedReport>

export type ArchivedMail = ListedReport['mails'][number] & {
  /** Somebody asked for it. */
  readonly byHand: boolean
}

/** A report of the archive: the same figures are one report, however often they were mailed. */
export interface ArchivedEntry extends Omit<ListedReport, 'mails'> {
  /** Its own, and those of copies made by hand. */
  readonly ids: readonly string[]
  /** Of all of these, newest first. */
  readonly mails: readonly ArchivedMail[]
}

const firstOfKind: Readonly<Record<ReportKind, number>> = { 'org-month': 0, 'person-month': 1, 'person-week': 2 }

/** What was erased has no figures to tell copies by: all that is left to say of it is the same. */
const figuresOf = ({ kind, about, period, hash, id, erased, closed }: ListedReport) =>
  `${kind}|${about}|${period}|${erased ? `erased ${closed}` : (hash ?? id)}`

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

/** Reports as people know them, those of the latest periods first. Copies made by hand stand with what they are copies of. */
export function toEntries(reports: readonly ListedReport[]): ArchivedEntry[] {
  return [...grouped(reports, figuresOf).values()].map(toEntry).sort(byPeriod)
}

function toEntry(copies: readonly ListedReport[]): ArchivedEntry {
  const oldest = copies.toSorted((a, b) => a.createdAt - b.createdAt)[0]!
  const report = copies.find(({ planned }) => planned) ?? oldest
  const mails = copies.flatMap(({ mails: all, planned }) => all.map((mail) => ({ ...mail, byHand: !planned })))
  const ids = copies.map(({ id }) => id)
  return { ...report, ids, mails: mails.sort((a, b) => b.createdAt - a.createdAt) }
}

const byPeriod = (a: ArchivedEntry, b: ArchivedEntry): number => {
  const [lastA, lastB] = [partsOf(a.period).last, partsOf(b.period).last]
  if (lastA !== lastB) return lastA < lastB ? 1 : -1
  return firstOfKind[a.kind] - firstOfKind[b.kind] || b.createdAt - a.createdAt
}

const calm: ReadonlySet<string> = new Set(['sent', 'planned', 'claimed', 'sending'])
const calmShown = 2

/** Every mail that somebody should look at, and few of those that went well or will; where no more than few are left out, those too. */
export function mostTelling(mails: readonly ArchivedMail[]): readonly ArchivedMail[] {
  const quiet = mails.filter(({ state }) => calm.has(state))
  if (quiet.length <= calmShown + 1) return mails
  const left = new Set(quiet.slice(calmShown))
  return mails.filter((mail) => !left.has(mail))
}

/** The year that a report is looked for in. */
export const yearOf = ({ period }: Pick<ArchivedEntry, 'period'>): number => partsOf(period).year

export interface ArchivedYear {
  readonly year: number
  readonly entries: readonly ArchivedEntry[]
}

/** A screen has room for so many; years beyond that are a step away. */
const roomFor = 40

/**
 * The archive by year, from one on backwards: that one whole, and earlier ones as long as there is room.
 * @param from the latest there is where it is not named
 */
export function toYears(entries: readonly ArchivedEntry[], from?: number) {
  const all = [...grouped(entries, yearOf)].map(([year, of]): ArchivedYear => ({ year, entries: of }))
  const years = all.filter(({ year }) => from === undefined || year <= from)
  const shown: ArchivedYear[] = []
  let room = roomFor
  for (const one of years) {
    if (shown.length > 0 && one.entries.length > room) break
    shown.push(one)
    room -= one.entries.length
  }
  const others = all.filter((one) => !shown.includes(one)).map(({ year }) => year)
  return { shown, others }
}

/** A report as the archive has it, and those of the same kind about the same before and after it: where they are among these. */
export function findAmong(entries: readonly ArchivedEntry[], id: string) {
  const entry = entries.find(({ ids }) => ids.includes(id))
  if (!entry) return {}
  const same = entries.filter(({ kind, about }) => kind === entry.kind && about === entry.about)
  const at = same.indexOf(entry)
  return { entry, earlier: same[at + 1], later: same[at - 1] }
}
