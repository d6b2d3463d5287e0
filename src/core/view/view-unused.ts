import { formatCount, formatDay, formatList, noFigure } from '../format.ts'
import { formatMoney } from '../format-money.ts'
import type { Price, UnusedApp } from '../report/sections.ts'
import type { Rich } from '../texts/language.ts'
import { dayAt, offsetAt } from '../time.ts'
import { toNote, toTails } from './namesakes.ts'
import type { Column, Row, Section } from './section.ts'
import type { Telling } from './telling.ts'
import { nameOf } from './view-apps.ts'

const shownPrograms = 10

/** What one seat costs in a year, in hundredths. */
const yearly = ({ minor, per }: Price) => (per === 'month' ? minor * 12 : minor)

/** Programs that nobody had in front for 30 days or more; what they cost where somebody set a price, dearest first. */
export function toUnusedSection(telling: Telling): Section[] {
  const { report, words } = telling
  const all = [...(report.unused ?? [])].sort((a, b) => costOf(b) - costOf(a))
  if (all.length === 0) return []
  const shown = all.slice(0, shownPrograms)
  const tails = toTails(shown)
  const priced = all.some(({ price }) => price)
  const several = report.devices.length > 1
  const columns: Column[] = [
    { head: words.unused.head, align: 'left', ...(!priced && { strong: true }) },
    { head: words.unused.last, align: 'left' },
    ...(several ? [{ head: words.unused.computers, align: 'right', spare: true } as const] : []),
    ...(priced ? [{ head: words.unused.cost, align: 'right' } as const] : []),
  ]
  return [
    {
      name: 'unused',
      title: words.unused.title,
      subtitle: words.unused.subtitle,
      columns,
      rows: shown.map((app) => ({ ...toRow(app, telling, { several, priced }), ...toNote(tails.get(app.key)) })),
      sentences: [...sayCost(all, telling), ...sayOthers(all.length - shown.length, telling)],
    },
  ]
}

const costOf = ({ price }: UnusedApp) => (price ? yearly(price) : 0)

function toRow(app: UnusedApp, { words, locale, report }: Telling, shown: { several: boolean; priced: boolean }): Row {
  const { lastInFrontAt: at, days, price, devices } = app
  const last =
    at === null
      ? words.unused.never(days)
      : words.unused.ago({ at: formatDay(dayAt(at, offsetAt(report.zone, at)), locale, 'short'), days })
  const cells = [
    nameOf(app),
    last,
    ...(shown.several ? [formatCount(devices, locale)] : []),
    ...(shown.priced ? [price ? formatMoney(yearly(price), price.currency, locale) : words.unused.noPrice] : []),
  ]
  return { kind: 'item', cells, ...(price && { attention: cells.length - 1 }) }
}

/** Each currency for itself: nobody knows what one is worth in another. */
function sayCost(all: readonly UnusedApp[], { words, locale }: Telling): Rich[] {
  const priced = all.filter(({ price }) => price)
  if (priced.length === 0) return []
  const sums = new Map<string, number>()
  for (const { price } of priced) sums.set(price!.currency, (sums.get(price!.currency) ?? 0) + yearly(price!))
  const money = [...sums].map(([currency, minor]) => formatMoney(minor, currency, locale))
  return [words.unused.total({ count: priced.length, money: formatList(money, locale) || noFigure })]
}

const sayOthers = (count: number, { words }: Telling): Rich[] => (count > 0 ? [[words.unused.others(count)]] : [])
