import { type Command, InvalidArgumentError, Option } from 'commander'
import { AppError } from '../core/errors.ts'
import { parsePrice } from '../core/licences/price.ts'
import type { Price } from '../core/report/sections.ts'
import type { Locale } from '../core/texts/language.ts'
import { readSubjects } from '../server/store/categories/titled-days.ts'
import { findLicences, type Licence, type LicenceText } from '../server/store/licences.ts'
import { personalOrg } from '../server/store/people.ts'
import type { Store } from '../server/store/store.ts'
import { countFlag, dayFlag } from './flags.ts'

/** What may be said of a licence. */
export interface LicenceFlags {
  readonly app?: readonly string[]
  readonly seats?: number | 'any'
  readonly price?: string
  readonly per?: Price['per']
  readonly renews?: string
}

/** Adds the flags of `LicenceFlags`. */
export const withLicenceFlags = (command: Command): Command =>
  command
    .option('--app <app...>', 'apps that it lets one use, each by its key or its name')
    .option('--seats <n>', 'how many may use it, or any', seatsFlag)
    .option('--price <price>', 'of one seat, as "109.00 BRL"; none: no price')
    .addOption(new Option('--per <period>', 'what the price is for; default: a month').choices(['month', 'year']))
    .option('--renews <day>', 'when it renews, as 2027-03-31; never: not', renewsFlag)

const seatsFlag = (text: string): number | 'any' => (text === 'any' ? 'any' : text === '0' ? 0 : countFlag(text))
const renewsFlag = (text: string): string => (text === 'never' ? text : dayFlag(text))

/** What was said, ready to be kept. @throws AppError `usage` for what is no price, and for an app that is nobody's or several */
export async function toLicenceText(
  store: Store,
  { app, seats, price, per, renews }: LicenceFlags,
  { locale, known }: { readonly locale: Locale; readonly known?: Licence },
): Promise<Partial<LicenceText>> {
  const paid = price === undefined ? known?.price : toMoney(price, locale)
  if (per !== undefined && !paid)
    throw new AppError('usage', 'there is no price to be --per month or year', { at: '--per' })
  const isPriced = price !== undefined || per !== undefined
  return {
    ...(app && { apps: await findApps(store, app) }),
    ...(seats !== undefined && { seats: seats === 'any' ? null : seats }),
    ...(isPriced && { price: paid ? { ...paid, per: per ?? known?.price?.per ?? 'month' } : null }),
    ...(renews !== undefined && { renewsOn: renews === 'never' ? null : renews }),
  }
}

function toMoney(typed: string, locale: Locale) {
  if (typed === 'none') return null
  const money = parsePrice(typed, locale)
  if (!money)
    throw new AppError('usage', `"${typed}" is no price; write it with its currency, as "109.00 BRL", or none`, {
      at: '--price',
    })
  return money
}

/** Keys of the apps that are meant. */
async function findApps(store: Store, typed: readonly string[]): Promise<string[]> {
  const subjects = [...(await readSubjects(store, personalOrg)).values()].filter(({ kind }) => kind === 'app')
  return typed.map((each) => {
    if (subjects.some(({ key }) => key === each)) return each
    const named = subjects.filter(({ name }) => name.toLowerCase() === each.toLowerCase())
    if (named.length === 1) return named[0]!.key
    const keys = named.map(({ key }) => `"${key}"`).join(', ')
    if (keys) throw new AppError('usage', `"${each}" may be ${keys}; name one by its key`, { at: '--app' })
    throw new AppError(
      'usage',
      `no app is called "${each}" here; \`usage-audit categories\` and the web show names and keys`,
      {
        at: '--app',
      },
    )
  })
}

/** A licence by the beginning of its id, or by its name. @throws AppError `not_found`, `invalid` where several are meant */
export async function findLicence(store: Store, typed: string): Promise<Licence> {
  const all = await findLicences(store, personalOrg)
  const named = all.filter(({ name }) => name.toLowerCase() === typed.toLowerCase())
  const found = named.length > 0 ? named : all.filter(({ id }) => typed.length >= 4 && id.startsWith(typed))
  if (found.length === 1) return found[0]!
  if (found.length > 1) throw new AppError('invalid', `several licences are called "${typed}"; name one by its id`)
  throw new AppError('not_found', `there is no licence "${typed}"; \`usage-audit licences\` lists them`)
}

/** For a licence's name. */
export function nameArgument(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must have letters in it.')
  return text
}
