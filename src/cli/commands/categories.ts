import { Command } from 'commander'
import {
  addCategory,
  type Content,
  type Edit,
  moveCategory,
  removeCategory,
  renameCategory,
} from '../../core/categories/edit.ts'
import { findCategory, nameOf, pathOf } from '../../core/categories/names.ts'
import type { Ruleset } from '../../core/categories/rules.ts'
import { addBelow, noTime } from '../../core/categories/totals.ts'
import { toBranches } from '../../core/categories/tree.ts'
import { AppError } from '../../core/errors.ts'
import { formatCpu } from '../../core/format.ts'
import { isMonth } from '../../core/time.ts'
import { categoryTotals } from '../../server/store/categories/sums.ts'
import { personalOrg } from '../../server/store/people.ts'
import type { Cli } from '../cli.ts'
import { examples } from '../help.ts'
import {
  applyEdit,
  durationsOf,
  type EditFlags,
  monthNow,
  monthPeriod,
  type RulesSide,
  withEditFlags,
  withRules,
} from '../rules-side.ts'

interface MonthFlags {
  readonly month?: string
}

/** `usage-audit categories`: what apps are sorted into, and how much time each takes. */
export const categoriesCommand = (cli: Cli): Command =>
  new Command('categories')
    .description('show the categories with their time, or change them; a category is named by number, name or path')
    .option('--month <month>', 'of which month, as 2026-10; default: the month so far')
    .action((flags: MonthFlags) => withRules(cli, (side) => list(cli, side, flags)))
    .addCommand(addCommand(cli))
    .addCommand(renameCommand(cli))
    .addCommand(moveCommand(cli))
    .addCommand(removeCommand(cli))
    .addHelpText(
      'after',
      examples(
        'usage-audit categories --month 2026-10',
        'usage-audit categories add Invoices --parent Work',
        'usage-audit categories remove Games --into Leisure --preview',
      ),
    )

function periodOf(cli: Cli, { month }: MonthFlags, zone: string) {
  if (month === undefined) return monthNow(cli, zone)
  if (!isMonth(month)) throw new AppError('usage', `"${month}" is no month; write it as 2026-10`, { at: '--month' })
  return monthPeriod(month)
}

async function list(cli: Cli, side: RulesSide, flags: MonthFlags): Promise<void> {
  const { store, ruleset, locale, zone, words } = side
  const { categories } = ruleset
  const own = await categoryTotals(store, personalOrg, 'all', periodOf(cli, flags, zone))
  const sums = addBelow(own, categories)
  const branches = toBranches(categories, (category) => nameOf(category, locale))
  const rows = [
    ...branches.map(({ category, depth }) => ({
      ...category,
      name: nameOf(category, locale),
      path: pathOf(categories, category.id, locale),
      depth,
      ...(sums.get(category.id) ?? noTime),
      own: own.get(category.id) ?? noTime,
    })),
    { id: null, parentId: null, key: null, name: words.none, path: null, depth: 0, ...(sums.get(null) ?? noTime) },
  ]
  if (cli.json) return cli.printJson({ revision: ruleset.revision, ...(side.demo && { demo: true }), categories: rows })
  const time = durationsOf(rows, locale)
  cli.print(
    rows,
    ({ id, name, depth, foregroundMs, activeMs, cpuMs }) => [
      id === null ? '' : String(id),
      `${'  '.repeat(depth)}${name}`,
      time(foregroundMs),
      time(activeMs),
      formatCpu(cpuMs, locale),
    ],
    { head: words.categoryColumns, right: [0, 2, 3, 4], fit: { column: 1, by: 'shortening' } },
  )
  cli.write(words.devicesAreAddedUp)
}

/** Runs an edit that is made of what was typed and the categories that are there. */
const edit = (cli: Cli, action: string, command: Command, toEdit: (ruleset: Ruleset) => Edit) =>
  withRules(cli, (side) => {
    const flags = command.optsWithGlobals<EditFlags & MonthFlags>()
    const period = periodOf(cli, flags, side.zone)
    return applyEdit(cli, side, { ...flags, action, period, edit: toEdit(side.ruleset) })
  })

const idOf = ({ categories }: Ruleset, typed: string) => findCategory(categories, typed).id

const addCommand = (cli: Cli) =>
  withEditFlags(new Command('add').description('add a category'))
    .argument('<name>', 'what people call it')
    .option('--parent <category>', 'below which one; default: at the top')
    .action((name: string, { parent }: { parent?: string }, command: Command) =>
      edit(cli, 'add category', command, (ruleset) =>
        addCategory(name, parent === undefined ? null : idOf(ruleset, parent)),
      ),
    )
    .addHelpText('after', examples('usage-audit categories add Invoices --parent Work'))

const renameCommand = (cli: Cli) =>
  withEditFlags(new Command('rename').description('call a category something else, in every language'))
    .argument('<category>', 'which one')
    .argument('<name>', 'its new name')
    .action((category: string, name: string, _: object, command: Command) =>
      edit(cli, 'rename category', command, (ruleset) => renameCategory(idOf(ruleset, category), name)),
    )
    .addHelpText('after', examples('usage-audit categories rename Leisure "Free time"'))

const moveCommand = (cli: Cli) =>
  withEditFlags(new Command('move').description('put a category, with all below it, elsewhere'))
    .argument('<category>', 'which one')
    .option('--parent <category>', 'below which one; default: to the top')
    .action((category: string, { parent }: { parent?: string }, command: Command) =>
      edit(cli, 'move category', command, (ruleset) =>
        moveCategory(idOf(ruleset, category), parent === undefined ? null : idOf(ruleset, parent)),
      ),
    )
    .addHelpText('after', examples('usage-audit categories move Design --parent Work'))

interface RemoveFlags {
  readonly into?: string
  readonly withContent?: boolean
}

const removeCommand = (cli: Cli) =>
  withEditFlags(
    new Command('remove').description('remove a category that is empty, or say what becomes of its content'),
  )
    .argument('<category>', 'which one')
    .option('--into <category>', 'where its rules, and the categories below it, go')
    .option('--with-content', 'remove its rules, and the categories below it, as well')
    .action((category: string, { into, withContent }: RemoveFlags, command: Command) => {
      if (into !== undefined && withContent)
        throw new AppError('usage', 'its content goes --into another category or --with-content, not both', {
          at: '--into',
        })
      return edit(cli, 'remove category', command, (ruleset) => {
        const content: Content = withContent
          ? 'removed'
          : into === undefined
            ? undefined
            : { into: idOf(ruleset, into) }
        return removeCategory(idOf(ruleset, category), content)
      })
    })
    .addHelpText(
      'after',
      examples(
        'usage-audit categories remove Games --into Leisure',
        'usage-audit categories remove Design --with-content',
      ),
    )
