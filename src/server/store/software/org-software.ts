import { fewestPeople, type Withheld } from '../../../core/report/org-report.ts'
import { daysUnused, isOpened, lastUseOf, mayTell, unusedSpan } from '../../../core/software.ts'
import type { Day } from '../../../core/time.ts'
import type { OrgApps, Placed } from './org-apps.ts'

/** An app of an organisation; nobody is named, and of fewer than five people nothing is said that they do not share. */
export interface OrgSoftware {
  readonly key: string
  readonly name: string
  readonly devices: number
  readonly installed: number
  readonly people: Withheld<number>
  readonly lastUsedOn: Withheld<Day | null>
  /** People open it somewhere, or could. */
  readonly opened: boolean
  /** On how many computers it was not used for so long. */
  readonly unused: { readonly days30: number; readonly days60: number; readonly days90: number }
  readonly versions: { readonly version: string; readonly devices: number }[]
}

/** @param open people who may be told of: those who share, and whoever asks */
export function toOrgSoftware({ placed, subjects, today }: OrgApps, open: ReadonlySet<string>): OrgSoftware[] {
  return [...placed].map(([subjectId, places]) => {
    const { key, name } = subjects.get(subjectId)!
    const people = new Set(places.map(({ device }) => device.userId))
    const told = mayTell(people, open, fewestPeople)
    return {
      ...{ key, name, devices: places.length, installed: places.filter(({ app }) => app.installed).length },
      people: told ? people.size : 'withheld',
      lastUsedOn: told ? lastOf(places) : 'withheld',
      opened: places.some(({ app }) => isOpened(app)),
      unused: countUnused(places, today),
      versions: countVersions(places),
    }
  })
}

function lastOf(places: readonly Placed[]): Day | null {
  const days = places.flatMap(({ app }) => lastUseOf(app).on ?? [])
  return days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null)
}

function countUnused(places: readonly Placed[], today: Day) {
  const counts = { days30: 0, days60: 0, days90: 0 }
  for (const { app } of places) {
    const span = isOpened(app) ? unusedSpan(daysUnused(app, today)) : null
    if (span === null) continue
    counts.days30++
    if (span >= 60) counts.days60++
    if (span >= 90) counts.days90++
  }
  return counts
}

const mostVersions = 8

function countVersions(places: readonly Placed[]) {
  const counts = new Map<string, number>()
  for (const { app } of places) if (app.version !== null) counts.set(app.version, (counts.get(app.version) ?? 0) + 1)
  return [...counts]
    .map(([version, devices]) => ({ version, devices }))
    .sort((a, b) => b.devices - a.devices || b.version.localeCompare(a.version, 'en', { numeric: true }))
    .slice(0, mostVersions)
}
