import type { Price } from '../report/sections.ts'
import type { Locale } from '../texts/language.ts'
import { addDays, type Day, dayAt } from '../time.ts'
import { type DesktopApp, desktopApps } from './apps.ts'

/** A licence that the made-up organisation pays for. Its price is made up, too. */
export interface DemoLicence {
  readonly name: string
  readonly apps: readonly string[]
  readonly seats: number
  readonly price: Price
  readonly renewsOn: Day | null
}

interface Offer {
  readonly name: string
  readonly apps: readonly DesktopApp[]
  /** More seats than people, or fewer. */
  readonly more: number
  readonly per: Price['per']
  /** Hundredths of a dollar, or of a real. */
  readonly usd: number
  readonly brl: number
  /** Days from now to its renewal. */
  readonly renewsIn: number | null
}

const offers: readonly Offer[] = [
  { name: 'MATLAB', apps: ['matlab'], more: -2, per: 'year', usd: 98_000, brl: 489_000, renewsIn: 47 },
  { name: 'IntelliJ IDEA Ultimate', apps: ['idea'], more: -3, per: 'year', usd: 59_900, brl: 329_900, renewsIn: 96 },
  { name: 'Slack Pro', apps: ['slack'], more: 2, per: 'month', usd: 875, brl: 4_750, renewsIn: null },
  { name: 'Zoom Workplace Pro', apps: ['zoom'], more: 0, per: 'month', usd: 1_333, brl: 7_490, renewsIn: null },
]

/** In the currency of where people speak that language: what each person has a seat of, and what some had bought for them. */
export function toDemoLicences(locale: Locale, people: number, now: number): DemoLicence[] {
  const isBrazil = locale === 'pt-BR'
  return offers.map(({ name, apps, more, per, usd, brl, renewsIn }) => ({
    name,
    apps: apps.map((app) => desktopApps[app].key),
    seats: Math.max(1, people + more),
    price: { minor: isBrazil ? brl : usd, currency: isBrazil ? 'BRL' : 'USD', per },
    renewsOn: renewsIn === null ? null : addDays(dayAt(now, 0), renewsIn),
  }))
}
