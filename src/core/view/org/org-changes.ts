import { capitalise, formatCount, formatMonthName } from '../../format.ts'
import type { Section } from '../section.ts'
import { nameOf } from '../view-apps.ts'
import type { OrgTelling } from './org-telling.ts'

const shownApps = 8
const shownPrograms = 10
const minus = '\u2212'

/** Apps on more computers than before, and on fewer. */
export function toGrowthSection({ report, words, locale, previous, before }: OrgTelling): Section[] {
  const all = report.growth
  if (all.length === 0 || !previous) return []
  const shown = all.slice(0, shownApps)
  const largest = Math.max(...shown.map(({ from, to }) => Math.abs(to - from)), 1)
  const signed = (value: number) => (value > 0 ? '+' : value < 0 ? minus : '') + formatCount(Math.abs(value), locale)
  const rest = all.length - shown.length
  return [
    {
      name: 'growth',
      title: words.growth.title,
      subtitle: words.growth.subtitle,
      columns: [
        { head: words.apps.name, align: 'left' },
        { head: '', align: 'left', spare: true, draws: 'change' },
        { head: capitalise(before(), locale), align: 'right' },
        { head: capitalise(formatMonthName(report.period, locale), locale), align: 'right' },
        { head: words.growth.change, align: 'right', strong: true },
      ],
      rows: shown.map((app) => ({
        kind: 'item',
        cells: [nameOf(app), '', formatCount(app.from, locale), formatCount(app.to, locale), signed(app.to - app.from)],
        change: (app.to - app.from) / largest,
      })),
      sentences: rest > 0 ? [[words.growth.others(rest)]] : [],
    },
  ]
}

/** Programs that are installed and that nobody has in front, on most computers first. */
export function toOrgUnusedSection({ report, words, locale }: OrgTelling): Section[] {
  const all = report.unused
  if (all.length === 0) return []
  const shown = all.slice(0, shownPrograms)
  const rest = all.length - shown.length
  return [
    {
      name: 'unused',
      title: words.unused.title,
      subtitle: words.unused.subtitle,
      columns: [
        { head: words.unused.name, align: 'left' },
        { head: words.unused.since, align: 'right' },
        { head: words.unused.computers, align: 'right', strong: true },
      ],
      rows: shown.map((program) => ({
        kind: 'item',
        cells: [nameOf(program), words.unused.over(program.over), formatCount(program.devices, locale)],
      })),
      sentences: rest > 0 ? [[words.unused.others(rest)]] : [],
    },
  ]
}
