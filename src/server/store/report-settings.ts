import { eq } from 'drizzle-orm'
import { attachments, isKind, type ReportSettings } from '../../core/report/wishes.ts'
import { locales } from '../../core/texts/language.ts'
import { isZone } from '../../core/time.ts'
import type { Store } from './store.ts'

type Row = Store['t']['reportSettings']['$inferSelect']

const asUsual: ReportSettings = {
  ...{ zone: null, locale: null, hour: null, weekStart: null },
  ...{ kinds: null, formats: null, empty: null, currency: null },
}

/** How an organisation has its reports made and sent: all as usual where nobody said anything. */
export async function readReportSettings({ db, t: { reportSettings: s } }: Store, orgId: number) {
  const [row] = await db.select().from(s).where(eq(s.orgId, orgId))
  return row ? toSettings(row) : asUsual
}

/** Takes what is named in the place of what was. */
export async function changeReportSettings(
  store: Store,
  orgId: number,
  change: Partial<ReportSettings>,
  now: number,
): Promise<ReportSettings> {
  const { reportSettings: s } = store.t
  const set = { ...change, changedAt: now }
  await store.batch((db) => [
    db
      .insert(s)
      .values({ orgId, ...set })
      .onConflictDoUpdate({ target: s.orgId, set }),
  ])
  return readReportSettings(store, orgId)
}

/** What another version wrote, or another Node knew, is as usual here. */
const toSettings = ({ zone, locale, hour, weekStart, kinds, formats, empty, currency }: Row): ReportSettings => ({
  zone: toZone(zone),
  locale: toKnownLocale(locale),
  hour: toHour(hour),
  weekStart: weekStart === 1 || weekStart === 7 ? weekStart : null,
  kinds: Array.isArray(kinds) ? kinds.filter(isKind) : null,
  formats: toAttachments(formats),
  empty: empty === 'send' || empty === 'skip' ? empty : null,
  currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null,
})

export const toZone = (zone: string | null): string | null => (zone !== null && isZone(zone) ? zone : null)

export const toKnownLocale = (name: string | null) => locales.find((locale) => locale === name) ?? null

export const toHour = (hour: number | null): number | null => (hour !== null && hour >= 0 && hour <= 23 ? hour : null)

export const toAttachments = (given: unknown) =>
  Array.isArray(given) ? attachments.filter((one) => given.includes(one)) : null
