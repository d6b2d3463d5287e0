import type { Retention } from '../../../protocol/data-fields.ts'

/** What is stored, as a person tells it apart, in the order of the table. */
export const storedKinds = ['programs', 'moments', 'titles', 'gaps', 'days', 'reports', 'accesses', 'account'] as const
export type StoredKind = (typeof storedKinds)[number]

/** Tables of an export by what they are to a person. */
const tables: Readonly<Record<Exclude<StoredKind, 'titles' | 'account'>, readonly string[]>> = {
  programs: ['processHours', 'usageHours'],
  moments: ['spans'],
  gaps: ['gaps'],
  days: ['days', 'unrecordedDays', 'usageDays', 'usageMonths', 'titleDays', 'personDays', 'personHours'],
  reports: ['reports', 'mails'],
  accesses: ['accessLog'],
}

const kindByTable = new Map(
  Object.entries(tables).flatMap(([kind, names]) => names.map((name) => [name, kind as StoredKind] as const)),
)

/** All else is about the person and their computers themselves. */
export const kindOfTable = (table: string): StoredKind => kindByTable.get(table) ?? 'account'

/** Rows by kind; titles stand within the moments and are not counted apart. */
export function countByKind(rows: Readonly<Record<string, number>>): ReadonlyMap<StoredKind, number> {
  const counts = new Map<StoredKind, number>()
  for (const [table, n] of Object.entries(rows)) {
    const kind = kindOfTable(table)
    counts.set(kind, (counts.get(kind) ?? 0) + n)
  }
  return counts
}

/** All rows together. */
export const countAll = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, n) => sum + n, 0)

/** For how long each is kept, in milliseconds: undefined for what stays until somebody erases it, or with the account. */
export const keptMs = (kind: StoredKind, { titlesMs, factsMs, daysMs, accessMs }: Retention): number | undefined =>
  ({
    ...{ programs: factsMs, moments: factsMs, gaps: factsMs },
    ...{ titles: titlesMs, days: daysMs, accesses: accessMs },
    ...{ reports: undefined, account: undefined },
  })[kind]
