import { unattributed } from '../apps.ts'
import { type Day, dayMs } from '../time.ts'
import { type PeriodSums, type Said, toAgainst } from './earlier.ts'
import { toGrowthByComputers } from './org-growth.ts'
import type { OrgApp, OrgLicence, OrgReport, OrgUnused, SilentDevice } from './org-report.ts'
import type { OrgAppSums, OrgDay, OrgDevice, OrgSums } from './org-sums.ts'
import { daysIn, type Period } from './periods.ts'
import { isTooFew, withhold } from './withhold.ts'
import { findWithheldApps } from './withhold-apps.ts'

export interface OrgFacts {
  readonly demo?: true
  readonly about: string
  readonly period: Period
  readonly zone: string
  readonly madeAt: number
  readonly closed: boolean
  /** The end of the month, or now. */
  readonly until: number
  readonly sums: OrgSums
  /** The three months before, the last one first. */
  readonly before: readonly OrgSums[]
  readonly said: Said | undefined
  readonly days: readonly OrgDay[]
  readonly devices: readonly OrgDevice[]
  readonly apps: readonly OrgAppSums[]
  readonly appsBefore: readonly OrgAppSums[]
  readonly licences: readonly OrgLicence[]
  readonly unused: readonly OrgUnused[]
}

/** So long without a word is silence that somebody should look after. */
const silentAfterDays = 7

/** The figures of an organisation's month from what is stored. Pure; nobody is named in them. */
export function toOrgReport(facts: OrgFacts): OrgReport {
  const { demo, about, period, zone, madeAt, closed, sums, before, devices } = facts
  const silentMs = devices.flatMap(({ silence }) => silence).reduce((sum, { dueMs }) => sum + dueMs, 0)
  const dueMs = sums.dueMs + silentMs
  const against = toAgainst(before.map(withoutFew), before[0] && facts.said && withoutFewSaid(before[0], facts.said), 0)
  const previousKnown = against.previous !== null
  return {
    version: 1,
    kind: 'org-month',
    ...(demo && { demo }),
    ...{ about, period, closed, madeAt, zone, recordedMs: sums.recordedMs, dueMs },
    coverage: dueMs === 0 ? null : sums.recordedMs / dueMs,
    activeMs: withhold(sums.active, sums.activeMs),
    against,
    people: {
      recorded: sums.recorded.people,
      active: withhold(sums.active, sums.active.people),
    },
    devices: {
      total: devices.length,
      reporting: devices.filter(({ recordedMs }) => recordedMs > 0).length,
      silent: toSilent(devices, facts.until),
      versions: toVersions(devices),
    },
    days: toDays(period, facts.days, devices),
    apps: toApps(facts, previousKnown),
    licences: [...facts.licences].sort(
      (a, b) => (b.wastedMinor ?? -1) - (a.wastedMinor ?? -1) || b.unused - a.unused || (a.name < b.name ? -1 : 1),
    ),
    unused: [...facts.unused].sort((a, b) => b.devices - a.devices || b.over - a.over || (a.name < b.name ? -1 : 1)),
    growth: previousKnown ? toGrowthByComputers(facts.appsBefore, facts.apps) : [],
  }
}

/** Of too few people active time is not told of earlier months either. */
const withoutFew = (sums: OrgSums): PeriodSums => (isTooFew(sums.active) ? { ...sums, activeMs: null } : sums)

const withoutFewSaid = (sums: OrgSums, said: Said): Said =>
  isTooFew(sums.active) ? { recordedMs: said.recordedMs } : said

function toSilent(devices: readonly OrgDevice[], until: number): SilentDevice[] {
  return devices
    .map(({ name, platform, lastSeenAt, createdAt }) => ({
      ...{ name, platform, lastSeenAt },
      days: Math.floor((until - (lastSeenAt ?? createdAt)) / dayMs),
    }))
    .filter(({ days }) => days >= silentAfterDays)
    .sort((a, b) => b.days - a.days || (a.name < b.name ? -1 : 1))
}

function toVersions(devices: readonly OrgDevice[]) {
  const counts = new Map<string, number>()
  for (const { version } of devices) if (version !== null) counts.set(version, (counts.get(version) ?? 0) + 1)
  return [...counts]
    .map(([version, count]) => ({ version, devices: count }))
    .sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))
}

function toDays(period: Period, days: readonly OrgDay[], devices: readonly OrgDevice[]): OrgDay[] {
  const known = new Map(days.map((day) => [day.day, day]))
  const silent = new Map<Day, number>()
  // The day on which it fell silent is among those that are stored.
  for (const { silence, lastDay } of devices)
    for (const { day } of silence.filter((one) => one.dueMs > 0 && (lastDay === null || one.day > lastDay)))
      silent.set(day, (silent.get(day) ?? 0) + 1)
  return daysIn(period).map((day) => {
    const { recording = 0, due = 0 } = known.get(day) ?? {}
    return { day, recording, due: due + (silent.get(day) ?? 0) }
  })
}

/**
 * Those that somebody used: what desktops know of and never had in front is part of a system, though it runs where no desktop tells.
 * What is withheld comes after the rest, in an order that tells nothing of people.
 */
function toApps({ apps, appsBefore, sums, before }: OrgFacts, previousKnown: boolean): OrgApp[] {
  const old = new Map(appsBefore.map((app) => [app.subjectId, app]))
  const told = (value: OrgApp['people'] | OrgApp['activeMs']) => (typeof value === 'number' ? value : -1)
  const withheld = findWithheldApps(apps, sums)
  const withheldBefore = before[0] ? findWithheldApps(appsBefore, before[0]) : new Set<number>()
  const time = (app: OrgAppSums, ms: number | null): OrgApp['activeMs'] =>
    withheld.has(app.subjectId) ? 'withheld' : ms
  return apps
    .filter(({ key, people, foregroundMs }) => people > 0 && foregroundMs !== 0 && key !== unattributed.key)
    .map((app) => ({
      ...{ key: app.key, name: app.name, people: withhold(app, app.people), devices: app.devices },
      foregroundMs: time(app, app.foregroundMs),
      activeMs: time(app, app.activeMs),
      ...{ runningMs: app.runningMs, cpuMs: app.cpuMs },
      ...(previousKnown && { previous: toPrevious(old.get(app.subjectId), appsBefore, withheldBefore) }),
    }))
    .sort(
      (a, b) =>
        told(b.people) - told(a.people) ||
        told(b.activeMs) - told(a.activeMs) ||
        b.devices - a.devices ||
        (a.name < b.name ? -1 : 1),
    )
}

function toPrevious(
  app: OrgAppSums | undefined,
  before: readonly OrgAppSums[],
  withheld: ReadonlySet<number>,
): NonNullable<OrgApp['previous']> {
  if (!app) {
    const known = before.some(({ activeMs }) => activeMs !== null)
    return { people: 0, activeMs: known ? 0 : null, devices: 0 }
  }
  const { people, activeMs, devices } = app
  return { people: withhold(app, people), activeMs: withheld.has(app.subjectId) ? 'withheld' : activeMs, devices }
}
