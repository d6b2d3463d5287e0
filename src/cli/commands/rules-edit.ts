import { Command } from 'commander'
import { addRule, changeRule, type Edit, getRule, type Place, removeRule } from '../../core/categories/edit.ts'
import { findCategory } from '../../core/categories/names.ts'
import type { RuleConditions, Ruleset } from '../../core/categories/rules.ts'
import { AppError } from '../../core/errors.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import { applyEdit, type EditFlags, lastDays, numberArgument, withEditFlags, withRules } from '../rules-side.ts'

interface RuleFlags {
  readonly app?: string
  readonly path?: string
  readonly title?: string
  readonly domain?: string
  readonly parent?: string
  readonly category?: string
  readonly before?: number
  readonly after?: number
  readonly first?: boolean
  readonly last?: boolean
}

const withRuleFlags = (command: Command): Command =>
  withEditFlags(command)
    .option('--app <patterns>', "the app's name or key, as `firefox*|chrome*`; `*` stands for anything")
    .option('--path <patterns>', "the app's key where it is a path, as `/opt/acme/*`")
    .option('--title <patterns>', 'stands somewhere in the title of the window')
    .option('--domain <patterns>', 'a host that the title names, or one below it')
    .option(
      '--parent <category>',
      'the app itself belongs to this category or one below it; beside --title or --domain',
    )
    .option('--before <rule>', 'stands before this rule', numberArgument)
    .option('--after <rule>', 'stands after this rule', numberArgument)
    .option('--first', 'stands before all others')
    .option('--last', 'stands after all others')

/** `usage-audit rules add` */
export const addRuleCommand = (cli: Cli): Command =>
  withRuleFlags(new Command('add').description('add a rule, before all others unless you say where'))
    .argument('<category>', 'where it puts what it matches')
    .action((category: string, flags: RuleFlags, command: Command) =>
      edit(cli, 'add rule', command, (ruleset) =>
        addRule(
          findCategory(ruleset.categories, category).id,
          { app: null, path: null, title: null, domain: null, parentId: null, ...conditionsOf(ruleset, flags) },
          placeOf(flags) ?? 'first',
        ),
      ),
    )
    .addHelpText(
      'after',
      examples(
        'usage-audit rules add Editors --app "acme*|Acme Studio"',
        'usage-audit rules add media --title YouTube --parent web --preview',
      ),
    )

/** `usage-audit rules change` */
export const changeRuleCommand = (cli: Cli): Command =>
  withRuleFlags(new Command('change').description('change a rule or move it; --title "" takes a condition away'))
    .argument('<rule>', 'its number', numberArgument)
    .option('--category <category>', 'where it puts what it matches')
    .action((rule: number, flags: RuleFlags, command: Command) =>
      edit(cli, 'change rule', command, (ruleset) => {
        getRule(ruleset, rule)
        const given = conditionsOf(ruleset, flags)
        const { category } = flags
        const target = category === undefined ? {} : { categoryId: findCategory(ruleset.categories, category).id }
        const place = placeOf(flags)
        if (!place && Object.keys({ ...given, ...target }).length === 0)
          throw new AppError('usage', 'say what to change: a condition, --category, or where it stands')
        return changeRule(rule, { ...given, ...target }, place)
      }),
    )
    .addHelpText(
      'after',
      examples('usage-audit rules change 45 --first', 'usage-audit rules change 45 --category Notes'),
    )

/** `usage-audit rules remove` */
export const removeRuleCommand = (cli: Cli): Command =>
  withEditFlags(new Command('remove').description('remove a rule'))
    .argument('<rule>', 'its number', numberArgument)
    .action((rule: number, _: object, command: Command) => edit(cli, 'remove rule', command, () => removeRule(rule)))
    .addHelpText('after', examples('usage-audit rules remove 45 --preview'))

const edit = (cli: Cli, action: string, command: Command, toEdit: (ruleset: Ruleset) => Edit) =>
  withRules(cli, (side) => {
    const flags = command.optsWithGlobals<EditFlags & { days: number }>()
    const period = lastDays(cli, side.zone, flags.days)
    return applyEdit(cli, side, { ...flags, action, period, edit: toEdit(side.ruleset) })
  })

/** What was typed; an empty text takes the condition away. */
function conditionsOf({ categories }: Ruleset, flags: RuleFlags): Partial<RuleConditions> {
  const patterns = (['app', 'path', 'title', 'domain'] as const).flatMap((part) =>
    flags[part] === undefined ? [] : [[part, flags[part] === '' ? null : flags[part]] as const],
  )
  const { parent } = flags
  const parentId = parent ? findCategory(categories, parent).id : null
  return { ...Object.fromEntries(patterns), ...(parent !== undefined && { parentId }) }
}

function placeOf({ before, after, first, last }: RuleFlags): Place | undefined {
  const places: Place[] = [
    ...(before === undefined ? [] : [{ before }]),
    ...(after === undefined ? [] : [{ after }]),
    ...(first ? ['first' as const] : []),
    ...(last ? ['last' as const] : []),
  ]
  if (places.length > 1) throw new AppError('usage', 'a rule stands at one place: --before, --after, --first or --last')
  return places[0]
}
