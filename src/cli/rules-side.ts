import { type Command, InvalidArgumentError } from 'commander'
import type { Edit } from '../core/categories/edit.ts'
import { nameOf, pathOf } from '../core/categories/names.ts'
import type { Category, Ruleset } from '../core/categories/rules.ts'
import type { CategorySums } from '../core/categories/totals.ts'
import { columnOfDurations, formatCount, formatCpu, formatInstant, noFigure } from '../core/format.ts'
import type { Locale } from '../core/texts/language.ts'
import { textsOf } from '../core/texts/texts.ts'
import { addDays, dayAt, monthAt, offsetAt } from '../core/time.ts'
import { previewRules, type RulesPreview } from '../server/jobs/preview-rules.ts'
import { rollUp } from '../server/jobs/roll-up.ts'
import { changeRules, undoRules } from '../server/store/categories/change.ts'
import { readJudge } from '../server/store/categories/ruleset.ts'
import type { Period } from '../server/store/categories/sums.ts'
import { personalOrg } from '../server/store/people.ts'
import type { Store } from '../server/store/store.ts'
import type { Cli } from './cli.ts'
import { say } from './say.ts'
import { openServerSide } from './server-side.ts'
import { type CategoryWords, categoryWordsOf } from './words/category-words.ts'

/** What the commands on categories and rules work with. */
export interface RulesSide {
  readonly store: Store
  readonly ruleset: Ruleset
  readonly locale: Locale
  readonly zone: string
  readonly words: CategoryWords
  /** Everything in the store is made up. */
  readonly demo: boolean
}

/** Opens the store with every day made that waits for it, and closes it afterwards. */
export async function withRules(cli: Cli, work: (side: RulesSide) => Promise<void>): Promise<void> {
  const config = await cli.config()
  const { store, demo } = await openServerSide(cli, config)
  try {
    await rollUp(store)
    const { ruleset } = await readJudge(store, personalOrg)
    const { locale, zone } = config.reports
    if (demo && !cli.json) say(cli.stdout, `${textsOf(locale).demo.banner}\n`)
    await work({ store, ruleset, locale, zone, words: categoryWordsOf(locale), demo })
  } finally {
    await store.close()
  }
}

export const monthPeriod = (month: string): Period => ({ from: `${month}-01`, to: `${month}-31` })

export const monthNow = (cli: Cli, zone: string): Period => monthPeriod(monthAt(cli.now(), zone))

export function lastDays(cli: Cli, zone: string, days: number): Period {
  const to = dayAt(cli.now(), offsetAt(zone, cli.now()))
  return { from: addDays(to, 1 - days), to }
}

/** What every command that changes something knows. */
export interface EditFlags {
  readonly preview?: boolean
  readonly revision?: number
}

/** Adds the flags of `EditFlags`. */
export const withEditFlags = (command: Command): Command =>
  command
    .option('--preview', 'show what would differ, and change nothing')
    .option('--revision <n>', 'only if the rules are at this revision still, as --json shows it', revisionFlag)

/** For the number of a rule. */
export function numberArgument(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a number, as the list shows it.')
  return Number(text)
}
const revisionFlag = numberArgument

/** Changes the rules and has the days made that follow, or shows what would differ. */
export async function applyEdit(
  cli: Cli,
  side: RulesSide,
  { action, edit, period, preview, revision }: { action: string; edit: Edit; period: Period } & EditFlags,
): Promise<void> {
  const { store, words, locale } = side
  if (preview) return printPreview(cli, side, await previewRules(store, personalOrg, edit, period))
  const changed = await changeRules(store, personalOrg, { action, edit, at: cli.now(), revision })
  await rollUp(store)
  const { revision: now, lastId } = changed.ruleset
  if (cli.json) return cli.printJson({ revision: now, lastId, touchedDays: changed.touchedDays })
  cli.write(words.changed(now, formatCount(changed.touchedDays, locale)))
}

/** Takes back the last change. */
export async function undo(cli: Cli, { store, words, locale, zone }: RulesSide, revision?: number): Promise<void> {
  const { action, at, ruleset, touchedDays } = await undoRules(store, personalOrg, cli.now(), revision)
  await rollUp(store)
  if (cli.json) return cli.printJson({ revision: ruleset.revision, undone: { action, at }, touchedDays })
  const when = formatInstant(at, locale, zone, 'year')
  cli.write(words.undone(words.actions[action] ?? action, when, ruleset.revision))
}

const mostMoved = 20

function printPreview(cli: Cli, { locale, words }: RulesSide, preview: RulesPreview): void {
  const { now, next } = preview
  const all = new Map<number, Category>([...now.categories, ...next.categories].map((one) => [one.id, one]))
  const name = (id: number | null) => (id === null ? words.none : nameOf(all.get(id)!, locale))
  const differences = preview.differences.map((one) => ({ ...one, name: name(one.category) }))
  const moved = preview.moved.map((one) => ({ ...one, fromName: name(one.from), toName: name(one.to) }))
  if (cli.json) {
    cli.printJson({ revision: now.revision, differences, moved })
    return
  }
  if (differences.length === 0) cli.write(words.nothingDiffers)
  else {
    const time = durationsOf(
      differences.flatMap(({ before, after }) => [before, after]),
      locale,
    )
    cli.print(
      differences,
      ({ name: category, before, after }) => [
        category,
        ...[before.foregroundMs, after.foregroundMs, before.activeMs, after.activeMs].map(time),
        ...[before.cpuMs, after.cpuMs].map((ms) => formatCpu(ms, locale)),
      ],
      { head: words.previewColumns, right: [1, 2, 3, 4, 5, 6], fit: { column: 0, by: 'wrapping' } },
    )
  }
  if (moved.length > 0) {
    const layout = { head: words.movedColumns, fit: { column: 0, by: 'wrapping' } } as const
    cli.write('')
    cli.print(moved.slice(0, mostMoved), (app) => [app.name, app.fromName, app.toName], layout)
  }
  if (moved.length > mostMoved) cli.write(words.moreMoved(formatCount(moved.length - mostMoved, locale)))
  cli.write(`\n${words.previewIsDry}`)
}

/** One form for all durations of a table; a dash where none is known. */
export function durationsOf(sums: readonly CategorySums[], locale: Locale): (ms: number | null) => string {
  const largest = Math.max(0, ...sums.map(({ foregroundMs }) => foregroundMs ?? 0))
  const time = columnOfDurations(largest, locale)
  return (ms) => (ms === null ? noFigure : time(ms))
}

/** A category's whole path, or the words for none. */
export const whereOf = ({ ruleset, locale, words }: RulesSide, id: number | undefined): string =>
  id === undefined ? words.none : pathOf(ruleset.categories, id, locale)
