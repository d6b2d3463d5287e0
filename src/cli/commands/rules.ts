import { Command } from 'commander'
import { nameOf } from '../../core/categories/names.ts'
import type { Rule, Subject } from '../../core/categories/rules.ts'
import { formatCount, formatCpu } from '../../core/format.ts'
import { readJudge } from '../../server/store/categories/ruleset.ts'
import { findUnsorted, ruleFigures } from '../../server/store/categories/sums.ts'
import { readSubjects } from '../../server/store/categories/titled-days.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { countFlag } from '../flags.ts'
import { examples } from '../help.ts'
import { toSafe } from '../output.ts'
import { durationsOf, lastDays, numberArgument, type RulesSide, undo, whereOf, withRules } from '../rules-side.ts'
import { addRuleCommand, changeRuleCommand, removeRuleCommand } from './rules-edit.ts'

interface ListFlags {
  readonly days: number
  readonly full?: boolean
}

/** `usage-audit rules`: which rule sorts which apps, and how much. */
export const rulesCommand = (cli: Cli): Command =>
  new Command('rules')
    .description('show the rules that sort apps into categories, the first of which counts, or change them')
    .option('--days <n>', 'of how many days the time is, up to today', countFlag, 30)
    .option('--full', 'whole patterns, over several lines')
    .action((flags: ListFlags) => withRules(cli, (side) => list(cli, side, flags)))
    .addCommand(addRuleCommand(cli))
    .addCommand(changeRuleCommand(cli))
    .addCommand(removeRuleCommand(cli))
    .addCommand(testCommand(cli))
    .addCommand(unsortedCommand(cli))
    .addCommand(undoCommand(cli))
    .addHelpText(
      'after',
      examples(
        'usage-audit rules --days 90',
        'usage-audit rules add Editors --app "acme*|Acme Studio" --preview',
        'usage-audit rules test firefox --title "Inbox - Gmail"',
        'usage-audit rules undo',
      ),
    )

async function list(cli: Cli, side: RulesSide, { days, full = false }: ListFlags): Promise<void> {
  const { store, ruleset, locale, zone, words } = side
  const figures = await ruleFigures(store, personalOrg, lastDays(cli, zone, days))
  const rows = ruleset.rules.map((rule) => ({ ...rule, ...figures.get(rule.id)! }))
  if (cli.json) {
    const named = rows.map((row) => ({ ...row, category: whereOf(side, row.categoryId) }))
    return cli.printJson({ revision: ruleset.revision, ...(side.demo && { demo: true }), days, rules: named })
  }
  const time = durationsOf(rows, locale)
  const names = new Map(ruleset.categories.map((category) => [category.id, nameOf(category, locale)]))
  cli.print(
    rows,
    (rule) => [
      String(rule.id),
      sayConditions(rule, side),
      names.get(rule.categoryId) ?? '',
      formatCount(rule.subjects, locale),
      time(rule.foregroundMs),
      formatCpu(rule.cpuMs, locale),
    ],
    { head: words.ruleColumns, right: [0, 3, 4, 5], fit: { column: 1, by: full ? 'wrapping' : 'shortening' } },
  )
}

/** `app firefox* | chrome*, title *YouTube*` */
function sayConditions(rule: Rule, { words: { conditions }, ruleset, locale }: RulesSide): string {
  const parent = ruleset.categories.find(({ id }) => id === rule.parentId)
  const patterns = (['app', 'path', 'title', 'domain'] as const).flatMap((part) =>
    rule[part] === null ? [] : [`${conditions[part]} ${rule[part].replaceAll('|', ' | ')}`],
  )
  return [...patterns, ...(parent ? [`${conditions.parent} ${nameOf(parent, locale)}`] : [])].join(', ')
}

const testCommand = (cli: Cli) =>
  new Command('test')
    .description('say which rule takes an app, and which takes a window of it with a title')
    .argument('<app>', 'its name or key, of an app that was recorded or of any other')
    .option('--title <title>', 'what the window shows')
    .action((typed: string, { title }: { title?: string }) =>
      withRules(cli, async (side) => {
        const verdicts = await judge(side, typed, title)
        if (cli.json) cli.printJson(verdicts)
        else for (const verdict of verdicts) printVerdict(cli, side, verdict, title)
      }),
    )
    .addHelpText('after', examples('usage-audit rules test firefox --title "Cats - YouTube"'))

interface Verdict extends Subject {
  readonly recorded: boolean
  readonly rule: Rule | null
  readonly titleRule: Rule | null
}

/** Of every recorded app of that name or key; of one that would be called so if there is none. */
async function judge({ store }: RulesSide, typed: string, title: string | undefined): Promise<Verdict[]> {
  const rules = await readJudge(store, personalOrg)
  const wanted = typed.toLowerCase()
  const found = [...(await readSubjects(store, personalOrg)).values()].filter(({ key, name }) =>
    [key, name].some((each) => each.toLowerCase() === wanted),
  )
  const recorded = found.length > 0
  return (recorded ? found : [{ kind: 'app', key: typed, name: typed }]).map((app) => ({
    ...app,
    recorded,
    rule: rules.ruleOf(app) ?? null,
    titleRule: title === undefined ? null : (rules.titleRuleOf(app, title) ?? null),
  }))
}

function printVerdict(cli: Cli, side: RulesSide, verdict: Verdict, title: string | undefined): void {
  const { name, key, rule, titleRule } = verdict
  const app = name === key ? name : `${name} (${key})`
  cli.write(toSafe(side.words.testedApp(app, say(side, rule))))
  if (title !== undefined) cli.write(toSafe(side.words.testedTitle(title, say(side, titleRule ?? rule))))
}

const say = (side: RulesSide, rule: Rule | null) =>
  rule ? side.words.byRule(whereOf(side, rule.categoryId), rule.id) : side.words.byNone

const unsortedCommand = (cli: Cli) =>
  new Command('unsorted')
    .description('list the apps that no rule sorts, those with the most time first')
    .option('--limit <n>', 'how many', countFlag, 20)
    .action((_: object, command: Command) =>
      withRules(cli, async (side) => {
        const { store, locale, zone, words } = side
        const { days, limit } = command.optsWithGlobals<ListFlags & { limit: number }>()
        const found = await findUnsorted(store, personalOrg, lastDays(cli, zone, days))
        const shown = found.slice(0, limit)
        if (cli.json) return cli.printJson(shown)
        cli.write(words.unsorted(formatCount(found.length, locale)))
        const time = durationsOf(shown, locale)
        cli.print(shown, (app) => [app.name, app.key, time(app.foregroundMs), formatCpu(app.cpuMs, locale)], {
          head: words.unsortedColumns,
          right: [2, 3],
          fit: { column: 1, by: 'shortening' },
        })
      }),
    )
    .addHelpText('after', examples('usage-audit rules unsorted', 'usage-audit rules unsorted --days 90 --limit 50'))

const undoCommand = (cli: Cli) =>
  new Command('undo')
    .description('take back the last change of rules or categories; again, the one before it')
    .option('--revision <n>', 'only if the rules are at this revision still', numberArgument)
    .action(({ revision }: { revision?: number }) => withRules(cli, (side) => undo(cli, side, revision)))
    .addHelpText('after', examples('usage-audit rules undo'))
