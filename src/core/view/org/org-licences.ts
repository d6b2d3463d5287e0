import { formatCount, formatYear, noFigure } from '../../format.ts'
import { formatMoney } from '../../format-money.ts'
import { formatWaste, toWaste } from '../../licences/waste.ts'
import type { OrgLicence } from '../../report/org-report.ts'
import type { Locale, Rich } from '../../texts/language.ts'
import { isDay } from '../../time.ts'
import { toLabel } from '../label.ts'
import { type Column, type Row, type Section, sum } from '../section.ts'
import type { OrgTelling } from './org-telling.ts'

const shownLicences = 20
/** So many cells ask for attention, at most: more would ask for none. */
const attentions = 3

/** What was bought, what is used, and what is paid for nothing, most wasted first. */
export function toLicencesSection(telling: OrgTelling): Section[] {
  const { report, words, locale } = telling
  const all = report.licences
  if (all.length === 0) return []
  const waste = toWaste(all)
  const currencies = new Set(all.flatMap(({ price }) => (price ? [price.currency] : [])))
  const one = currencies.size === 1 ? [...currencies][0] : undefined
  const money = { priced: currencies.size > 0, one }
  const shown = all.slice(0, shownLicences)
  const rest = all.slice(shownLicences)
  return [
    {
      name: 'licences',
      title: words.licences.title,
      subtitle: words.licences.subtitle,
      columns: toColumns(telling, money),
      rows: [
        ...shown.map((licence, i) => toRow(licence, telling, money, i)),
        ...(rest.length > 0 ? [toSum('rest', words.licences.others(rest.length), rest, telling, money)] : []),
        ...(all.length > 1 ? [toSum('total', words.licences.total, all, telling, money)] : []),
      ],
      sentences: [
        [
          words.licences.bar,
          ...(waste.seats > 0
            ? [' ', ...words.licences.year({ seats: waste.seats, money: formatWaste(waste, locale, 12) })]
            : []),
        ],
        ...sayRenewal(telling),
      ],
    },
  ]
}

interface Money {
  readonly priced: boolean
  /** The currency, where there is one only: it then stands in the heads of the columns. */
  readonly one: string | undefined
}

function toColumns({ words: { licences: words }, locale }: OrgTelling, { priced, one }: Money): Column[] {
  const sign = one && currencySign(one, locale)
  return [
    { head: words.name, align: 'left' },
    { head: words.seats, align: 'right', spare: true },
    { head: words.installed, align: 'right', spare: true },
    { head: words.used, align: 'right' },
    { head: words.unused, align: 'right', strong: true },
    ...(priced
      ? ([
          { head: words.price(sign), align: 'right', spare: true },
          { head: words.wasted(sign), align: 'right', strong: true },
        ] as const)
      : []),
  ]
}

/** `R$`, `US$`: what is left of an amount without its figures. */
const currencySign = (currency: string, locale: Locale) =>
  formatMoney(0, currency, locale).replace(/[\d.,\s\u00a0]/g, '') || currency

/** An amount, without its currency where that stands in the head. */
function formatAmount(minor: number, currency: string, one: string | undefined, locale: Locale): string {
  const text = formatMoney(minor, currency, locale)
  return one === undefined ? text : text.replace(/[^\d.,]/g, '')
}

function toRow(licence: OrgLicence, { words, locale }: OrgTelling, { priced, one }: Money, i: number): Row {
  const { seats, installed, used, unused, price, wastedMinor } = licence
  const amount = price && formatAmount(price.minor, price.currency, one, locale)
  const figures = [
    seats === null ? words.licences.anyNumber : formatCount(seats, locale),
    ...[installed, used, unused].map((count) => formatCount(count, locale)),
    ...(priced
      ? [
          amount === undefined ? noFigure : price?.per === 'year' ? words.licences.perYear(amount) : amount,
          price && wastedMinor !== undefined ? formatAmount(wastedMinor, price.currency, one, locale) : noFigure,
        ]
      : []),
  ]
  const bought = seats ?? installed
  return {
    kind: 'item',
    cells: [toLabel(licence.name, 60) || '?', ...figures],
    share: bought > 0 ? Math.min(1, used / bought) : 0,
    ...(wastedMinor && i < attentions && { attention: figures.length }),
  }
}

/** Several licences together. What is paid in several currencies has no sum. */
function toSum(
  kind: 'rest' | 'total',
  name: string,
  licences: readonly OrgLicence[],
  { locale }: OrgTelling,
  { priced, one }: Money,
): Row {
  const wasted = sum(licences, ({ wastedMinor }) => wastedMinor ?? 0)
  return {
    kind,
    cells: [
      name,
      '',
      '',
      '',
      formatCount(
        sum(licences, ({ unused }) => unused),
        locale,
      ),
      ...(priced ? ['', one ? formatAmount(wasted, one, one, locale) : noFigure] : []),
    ],
  }
}

/** The one that renews next after the period, so that it can be made smaller in time. */
function sayRenewal({ report, words, locale }: OrgTelling): Rich[] {
  const next = report.licences
    .flatMap(({ name, renewsOn }) =>
      renewsOn && isDay(renewsOn) && renewsOn > `${report.period}-31` ? [{ name, renewsOn }] : [],
    )
    .sort((a, b) => (a.renewsOn < b.renewsOn ? -1 : 1))[0]
  if (!next) return []
  return [words.licences.renewal({ name: toLabel(next.name, 60) || '?', day: formatYear(next.renewsOn, locale) })]
}
