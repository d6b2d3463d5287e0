import { capitalise, columnOfDurations, formatMonthName } from '../format.ts'
import { columnOfChanges, roundAccount } from '../format-differences.ts'
import type { ChangeLine, Changes } from '../report/sections.ts'
import type { Rich } from '../texts/language.ts'
import { isMonth } from '../time.ts'
import { toNote, toTails } from './namesakes.ts'
import type { Row, Section } from './section.ts'
import type { Telling } from './telling.ts'
import { nameOf } from './view-apps.ts'

/** From the period before to this one, like an account whose lines add up in what is printed, to the minute. */
export function toChangesSection(telling: Telling): Section[] {
  const { report, words, locale, before, previous } = telling
  const { changes } = report
  if (!changes || !previous) return []
  const { from, to, lines } = changes
  const slack = lines.findLastIndex(({ what }) => what !== 'app')
  const account = roundAccount(
    from,
    lines.map(({ ms }) => ms),
    to,
    slack < 0 ? undefined : slack,
  )
  const largest = Math.max(from, to)
  const total = columnOfDurations(largest, locale)
  const change = columnOfChanges(largest, locale)
  const longest = Math.max(1, ...account.lines.map(Math.abs))
  const names = toNames(telling)
  const tails = toTails([...report.apps, ...lines.filter((line) => line.what === 'app')])
  const rows = lines.map(
    (line, i): Row => ({
      kind: line.what === 'app' ? 'item' : 'rest',
      cells: [nameLine(line, telling), '', change(account.lines[i]!)],
      change: account.lines[i]! / longest,
      ...(line.what === 'app' && toNote(tails.get(line.key), line.note && words.ranking[line.note])),
    }),
  )
  return [
    {
      name: 'changes',
      title: words.changes.title,
      subtitle: words.changes[changes.of](names),
      columns: [
        { head: '', align: 'left' },
        { head: '', align: 'left', draws: 'change' },
        { head: '', align: 'right' },
      ],
      rows: [
        { kind: 'opening', cells: [capitalise(before ?? words.changes.weekBefore, locale), '', total(account.from)] },
        ...rows,
        { kind: 'total', cells: [capitalise(names.own, locale), '', total(account.to)] },
      ],
      sentences: sayDays(changes, telling),
    },
  ]
}

/** What the two periods are called, in a sentence and in the account. */
function toNames({ report, words, locale, before }: Telling) {
  const own = isMonth(report.period) ? formatMonthName(report.period, locale) : words.changes.thisWeek
  const [from, to] = [before ?? words.changes.weekBefore, own].map((name) =>
    isMonth(report.period) ? name : name.toLocaleLowerCase(locale),
  )
  return { from: from!, to: to!, own }
}

function nameLine(line: ChangeLine, { words: { changes } }: Telling): string {
  if (line.what === 'app') return nameOf(line)
  if (line.what === 'others') return changes.others(line.apps)
  return line.what === 'overlap' ? changes.overlap : changes.unattributed
}

function sayDays({ days, from, to }: Changes, { words, locale }: Telling): Rich[] {
  if (!days) return []
  const account = roundAccount(from, [days.byMoreDaysMs, days.byLongerDaysMs], to, undefined)
  const format = columnOfChanges(Math.max(from, to), locale)
  const [byDays, byLength] = account.lines.map(format) as [string, string]
  return [words.changes.days({ from: days.from, to: days.to, byDays, byLength, longer: days.byLongerDaysMs >= 0 })]
}
