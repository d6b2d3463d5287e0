import type { OrgReport } from '../../core/report/org-report.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { type Cell, toCell } from './csv.ts'

/**
 * Columns, in this order: what a row is about, then every figure that some part has. Durations are milliseconds, money hundredths of its
 * currency, instants ISO 8601. An empty cell has no such figure or an unknown one; `withheld` would tell of too few people.
 */
const columns = [
  'period',
  'part',
  'key',
  'name',
  'people',
  'devices',
  'activeMs',
  'foregroundMs',
  'runningMs',
  'cpuMs',
  'seats',
  'installed',
  'used',
  'unused',
  'priceMinor',
  'currency',
  'per',
  'wastedMinor',
  'renewsOn',
  'recording',
  'due',
  'from',
  'to',
  'days',
  'lastSeenAt',
  'recordedMs',
  'dueMs',
] as const

type Row = Partial<Record<(typeof columns)[number], Cell>>

/**
 * An organisation's report as CSV (RFC 4180, UTF-8, CRLF), one table of all its parts: the organisation itself, its days, apps, licences,
 * unused programs, growth, silent computers and versions, each row with the name of its part.
 */
export function toOrgCsv(report: OrgReport): string {
  const rows = [
    toWhole(report),
    ...report.days.map(({ day, recording, due }): Row => ({ part: 'day', key: day, recording, due })),
    ...report.apps.map(({ previous: _, ...app }): Row => ({ part: 'app', ...app })),
    ...report.licences.map(toLicence),
    ...report.unused.map(({ key, name, devices, over }): Row => ({ part: 'unused', key, name, devices, days: over })),
    ...report.growth.map((app): Row => ({ part: 'growth', ...app })),
    ...report.devices.silent.map(
      ({ name, platform, lastSeenAt, days }): Row => ({
        part: 'silent',
        key: platform,
        name,
        days,
        lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt).toISOString(),
      }),
    ),
    ...report.devices.versions.map(({ version, devices }): Row => ({ part: 'version', key: version, devices })),
  ]
  // The first column, where everything is made up: nobody takes such a table for a real one.
  const made: Cell[] = report.demo ? [textsOf('en').demo.name] : []
  const head = [...(report.demo ? ['demo'] : []), ...columns]
  const cells = rows.map((row) => [...made, report.period, ...columns.slice(1).map((column) => row[column])])
  return [head, ...cells].map((row) => `${row.map((cell) => toCell(cell)).join(',')}\r\n`).join('')
}

const toWhole = ({ about, people, devices, activeMs, recordedMs, dueMs }: OrgReport): Row => ({
  part: 'organisation',
  name: about,
  people: people.active,
  devices: devices.total,
  recording: devices.reporting,
  activeMs,
  recordedMs,
  dueMs,
})

const toLicence = ({ id, name, price, ...figures }: OrgReport['licences'][number]): Row => ({
  part: 'licence',
  key: id,
  name,
  ...figures,
  priceMinor: price?.minor,
  currency: price?.currency,
  per: price?.per,
})
