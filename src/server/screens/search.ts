import { isAtLeast } from '../../core/access.ts'
import { nameOf, pathOf } from '../../core/categories/names.ts'
import { findDays } from '../../core/search-day.ts'
import { toSought } from '../../core/sought.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { addMonths, dayAt, dayMs, monthAt, offsetAt } from '../../core/time.ts'
import type { Found } from '../../protocol/usage-shapes.ts'
import { readAppNames } from '../store/app-sums.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { findDevicesOf } from '../store/devices.ts'
import { findTitled } from '../store/find-titles.ts'
import { findMembersOf, type Member } from '../store/members.ts'
import type { Store } from '../store/store.ts'
import { todayOf } from './asked.ts'
import { findNamedReports } from './find-reports.ts'
import { onlyApps } from './shown-app.ts'

const mostFound = 20
/** Where apps are looked for; of what was not used for so long nobody knows the name. */
const monthsOfApps = 12
const daysOfTitles = 31
const mostTitled = 200

/** Something with how well it fits, and among equals how much it matters. */
interface Hit extends Found {
  readonly fit: number
  readonly weight: number
}

/** What fits a text best: the name itself, its beginning, the beginning of a word, and last any part of it. */
export async function search(store: Store, self: Member, q: string, now: number): Promise<Found[]> {
  const locale = toLocale(self.user.locale)
  const today = todayOf({ user: self.user, now })
  const days = findDays(q, today, locale).map((day): Hit => ({ kind: 'day', id: day, name: day, fit: 0, weight: 1 }))
  const [own, categories, people, reports] = await Promise.all([
    findOwn(store, self, q, now),
    findCategories(store, self.orgId, q, locale),
    isAtLeast(self.role, 'manager') ? findPeople(store, self.orgId, q) : [],
    findNamedReports(store, self),
  ])
  const dated = reports.flatMap(({ found, names }) => toHits(found, names, q, 1))
  return [...days, ...own, ...categories, ...people, ...dated]
    .sort((a, b) => a.fit - b.fit || b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .slice(0, mostFound)
    .map(({ fit: _, weight: __, ...found }) => found)
}

/** Undefined where the name does not hold the text. */
function fitOf(name: string, wanted: string): number | undefined {
  const plain = toSought(name)
  const at = plain.indexOf(wanted)
  if (at < 0) return undefined
  if (at === 0) return plain === wanted ? 0 : 1
  return /[^\p{L}\p{N}]/u.test(plain[at - 1]!) ? 2 : 3
}

function toHits(found: Found, names: readonly string[], q: string, weight: number): Hit[] {
  const fits = names.map((name) => fitOf(name, toSought(q))).filter((fit) => fit !== undefined)
  return fits.length === 0 ? [] : [{ ...found, fit: Math.min(...fits), weight }]
}

/** Devices, apps and titles of the person. */
async function findOwn(store: Store, { orgId, user }: Member, q: string, now: number): Promise<Hit[]> {
  const devices = await findDevicesOf(store, orgId, user.id)
  const on = { orgId, deviceIds: devices.map(({ id }) => id) }
  const [apps, titled] = await Promise.all([
    readAppNames(store, on, addMonths(monthAt(now, user.zone), -monthsOfApps)),
    findTitled(store, on, q, now - daysOfTitles * dayMs, mostTitled),
  ])
  const titles = new Map(titled.map((one) => [`${one.key} ${one.title}`, one] as const).reverse())
  return [
    ...devices.flatMap(({ id, name }) => toHits({ kind: 'device', id: String(id), name }, [name], q, 1)),
    ...onlyApps(apps).flatMap(({ key, name, activeMs, cpuMs }) =>
      toHits({ kind: 'app', id: key, name }, [name, key], q, (activeMs ?? 0) + cpuMs),
    ),
    // After all else that fits as well: there are many of them.
    ...[...titles.values()].map(
      ({ key, title, start }): Hit => ({
        ...{ kind: 'title', id: key, name: title, day: dayAt(start, offsetAt(user.zone, start)) },
        ...{ fit: 4, weight: start },
      }),
    ),
  ]
}

async function findCategories(store: Store, orgId: number, q: string, locale: Locale): Promise<Hit[]> {
  const { categories } = (await readJudge(store, orgId)).ruleset
  return categories.flatMap((one) =>
    toHits(
      { kind: 'category', id: String(one.id), name: pathOf(categories, one.id, locale) },
      [nameOf(one, locale)],
      q,
      0,
    ),
  )
}

async function findPeople(store: Store, orgId: number, q: string): Promise<Hit[]> {
  const members = await findMembersOf(store, orgId)
  return members.flatMap(({ userId, user }) =>
    toHits({ kind: 'person', id: userId, name: user.name }, [user.name, user.email ?? ''], q, 2),
  )
}
