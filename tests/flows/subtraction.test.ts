import { eq } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { minuteMs } from '../../src/core/time.ts'
import { makeOrgReport } from '../../src/server/reports/make-org-report.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import type { User } from '../../src/server/store/people.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, openAccountWorld } from '../support/accounts.ts'
import { createRandom } from '../support/random.ts'
import { addPerson, enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import { canFindOut, subsetsOf } from '../support/subtract.ts'
import type { TestVisitor } from '../support/visitor.ts'

const org = '/api/v1/orgs/1'
const sorted = ['firefox.desktop', 'google-chrome.desktop', 'code.desktop', 'gimp.desktop', 'steam.desktop']
const apps = [...sorted, 'acme-draw', 'acme-plan', 'acme-mail', 'acme-song']

/** What a rule took of an app, or what no rule on titles took of it. */
interface Taken {
  readonly key: string
  readonly app: string
  readonly byTitle: boolean
  readonly ms: ReadonlyMap<string, number>
}

interface Shown {
  readonly time: 'withheld' | { readonly foregroundMs: number | null }
}

interface Person {
  readonly id: string
  readonly deviceId: number
}

/** Seven people with a computer each, some of whom share, and nine apps. */
async function openOffice(store: Store, ownerId: string) {
  const { t, db, batch } = store
  const [owner] = await db.select().from(t.users)
  const people: Person[] = []
  for (let i = 0; i < 7; i++) {
    const { id } = await addPerson(store, owner as User)
    const token = `token-${id}`
    const deviceId = await createDevice(store, { orgId: 1, userId: id, name: 'pc', platform: 'test', token, now: noon })
    people.push({ id, deviceId })
  }
  const subject = (key: string, i: number) => ({ orgId: 1, id: 100 + i, kind: 'app', key, name: key })
  await batch((b) => [
    b.insert(t.members).values(people.map(({ id }) => ({ orgId: 1, userId: id, role: 'member' }))),
    b.insert(t.subjects).values(apps.map(subject)),
  ])
  expect(people.every(({ id }) => id !== ownerId)).toBe(true)
  return people
}

/** For how long one of them used an app, and what of that the rule on titles took; undefined where they do not have it. */
function drawUse(many: boolean, titled: boolean, random: () => number) {
  if (random() > (many ? 0.9 : 0.25)) return undefined
  const onlyRuns = random() < 0.15
  const ms = onlyRuns ? 0 : Math.ceil(random() * 90) * minuteMs
  return { ms, byTitle: titled && random() < 0.3 ? Math.round(ms * (random() < 0.3 ? 1 : 0.4)) : 0 }
}

/** Lets some of them use some apps on one day, and a rule on titles take of the first two; then says who did what for how long. */
async function use(store: Store, people: readonly Person[], ruleId: number, random: () => number): Promise<Taken[]> {
  const { t, batch } = store
  const drawn = apps.flatMap((app, i) => {
    const many = random() < 0.5
    return people.flatMap((person) => {
      const used = drawUse(many, i < 2, random)
      return used ? [{ ...person, ...used, app, subjectId: 100 + i }] : []
    })
  })
  const toRow = ({ deviceId, subjectId }: Person & { readonly subjectId: number }, ms: number) => ({
    ...{ orgId: 1, deviceId, subjectId, day: '2026-11-01', foregroundMs: ms, activeMs: ms, watchingMs: 0 },
  })
  const counted = { runningMs: 9, cpuMs: 5, launches: 1, memoryKiBSeconds: 1, memoryPeakKiB: 1 }
  const titled = drawn.filter(({ byTitle }) => byTitle > 0)
  await batch((db) => [
    ...[db.delete(t.usageDays), db.delete(t.titleDays)],
    db.insert(t.usageDays).values(drawn.map((one) => ({ ...toRow(one, one.ms), ...counted }))),
    ...(titled.length === 0
      ? []
      : [db.insert(t.titleDays).values(titled.map((one) => ({ ...toRow(one, one.byTitle), ruleId })))]),
  ])
  return apps.flatMap((app) => {
    const of = drawn.filter((one) => one.app === app)
    const toTaken = (key: string, msOf: (one: (typeof drawn)[number]) => number): Taken => ({
      ...{ key: `${app} ${key}`, app, byTitle: key === 'title' },
      ms: new Map(of.flatMap((one) => (msOf(one) > 0 ? [[one.id, msOf(one)]] : []))),
    })
    return [toTaken('own', ({ ms, byTitle }) => ms - byTitle), toTaken('title', ({ byTitle }) => byTitle)]
  })
}

/** All figures that the screens of categories have, each with what it is the sum of. */
async function readAll(ada: TestVisitor, taken: readonly Taken[], titleRule: number) {
  const get = async (path: string) => (await ada.call('GET', `${org}/${path}`)).body
  const { categories, unsorted } = await get('categories?days=7')
  const { rules } = await get('rules?days=7')
  const listed = (await get('categories/apps?days=7&limit=200')).apps as (Shown & { key: string; ruleId: number })[]
  const ruleOf = new Map(listed.map(({ key, ruleId }) => [key, ruleId]))
  const parents = new Map<number, number>(
    categories.map((one: { id: number; parentId: number }) => [one.id, one.parentId]),
  )
  const categoryOf = new Map<number, number>(
    rules.map((one: { id: number; categoryId: number }) => [one.id, one.categoryId]),
  )
  const by = (fits: (rule: number | undefined, app: string) => boolean) =>
    new Set(
      taken
        .filter(({ app, byTitle }) => fits(byTitle ? titleRule : (ruleOf.get(app) ?? undefined), app))
        .map(({ key }) => key),
    )
  const isIn = (category: number | undefined, branch: number): boolean =>
    category !== undefined && category !== null && (category === branch || isIn(parents.get(category), branch))
  const of = (rule: number | undefined) => (rule === undefined ? undefined : categoryOf.get(rule))
  const figures: (Shown & { readonly of: Set<string> })[] = [
    { ...unsorted, of: by((rule) => rule === undefined) },
    ...listed.map((app) => ({ ...app, of: by((_, key) => key === app.key) })),
    ...(await get('rules/suggestions?days=7&limit=200')).apps.map((app: Shown & { key: string }) => ({
      ...{ time: app.time, of: by((_, key) => key === app.key) },
    })),
    ...rules.map((one: Shown & { id: number }) => ({ ...one, of: by((rule) => rule === one.id) })),
    ...categories.flatMap((one: { id: number; own: Shown; all: Shown }) => [
      { ...one.own, of: by((rule) => of(rule) === one.id) },
      { ...one.all, of: by((rule) => isIn(of(rule), one.id)) },
    ]),
  ]
  return figures
}

describeStores('what is withheld of categories', (open) => {
  let world: AccountWorld
  afterEach(() => world.server.stop())

  it('cannot be worked out from all that is told', async () => {
    world = await openAccountWorld(await open())
    const { store, join, ownerId } = world
    const ada = await join('ada@example.org', 'admin')
    const people = await openOffice(store, ownerId)
    const { rules } = (await ada.call('GET', `${org}/rules`)).body
    const { id: titleRule } = rules.find(
      ({ title, domain }: { title: string | null; domain: string | null }) => title ?? domain,
    )
    const counts = { told: 0, withheld: 0 }
    for (let seed = 1; seed <= 10; seed++) {
      const random = createRandom(seed)
      const open = new Set(people.filter(() => random() < 0.3).map(({ id }) => id))
      await store.batch((db) => [
        db.update(store.t.members).set({ shares: 0 }),
        ...people.flatMap(({ id }) =>
          open.has(id) ? [db.update(store.t.members).set({ shares: 1 }).where(eq(store.t.members.userId, id))] : [],
        ),
      ])
      const taken = await use(store, people, titleRule, random)
      const figures = await readAll(ada, taken, titleRule)
      const told = figures.filter(({ time }) => time !== 'withheld')
      for (const { time, of } of told)
        expect((time as { foregroundMs: number | null }).foregroundMs ?? 0).toBe(sumOf(taken, of))
      const parts = taken.map(({ key, ms }) => ({ key, people: new Set(ms.keys()) }))
      // All of it together is known from elsewhere, near enough.
      const rows = [...told.map(({ of }) => of), new Set(taken.map(({ key }) => key))]
      for (const crowd of subsetsOf(people.map(({ id }) => id)).filter(({ size }) => size === 4))
        if ([...crowd].some((id) => !open.has(id)))
          expect([seed, [...crowd], canFindOut(parts, rows, crowd, open)]).toEqual([seed, [...crowd], false])
      counts.told += told.length
      counts.withheld += figures.length - told.length
    }
    expect(counts.told).toBeGreaterThan(100)
    expect(counts.withheld).toBeGreaterThan(50)
  })
})

describeStores('a report of an organisation', (open) => {
  it('withholds beside the app of one person another one, in this month and in the one before', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const people = await openOffice(store, user.id)
    const { t, batch } = store
    const months = ['2026-09', '2026-10']
    const used = people.flatMap(({ id, deviceId }, i) =>
      months.flatMap((month) =>
        // The last one is only the first person's.
        apps.flatMap((_, n) => (n < 2 || (n === 8 && i === 0) ? [{ id, deviceId, month, n }] : [])),
      ),
    )
    const counted = { runningMs: 9, cpuMs: 5, launches: 1, memoryKiBSeconds: 1, memoryPeakKiB: 1, watchingMs: 0 }
    const recorded = (month: string) => ({
      ...{ orgId: 1, day: `${month}-05`, recordedMs: 30 * minuteMs, dueMs: 30 * minuteMs },
      ...{ activeMs: 9 * minuteMs, watchedMs: 30 * minuteMs },
    })
    await batch((db) => [
      db.insert(t.usageMonths).values(
        used.map(({ deviceId, month, n }) => ({
          ...{ orgId: 1, deviceId, subjectId: 100 + n, month, foregroundMs: (n + 1) * minuteMs },
          ...{ activeMs: (n + 1) * minuteMs, ...counted },
        })),
      ),
      db
        .insert(t.personDays)
        .values(
          people.flatMap(({ id: userId }) => months.map((month) => ({ ...recorded(month), userId, devices: 1 }))),
        ),
      db
        .insert(t.days)
        .values(people.flatMap(({ deviceId }) => months.map((month) => ({ ...recorded(month), deviceId })))),
    ])
    const read = async () => (await makeOrgReport(store, 1, '2026-10', noon)).apps
    const shown = async () =>
      (await read()).map(({ people, activeMs, previous }) => [people, activeMs, previous?.activeMs])
    expect(await shown()).toEqual([
      [7, 14 * minuteMs, 14 * minuteMs],
      [7, 'withheld', 'withheld'],
      ['withheld', 'withheld', 'withheld'],
    ])
    await batch((db) => [db.update(t.members).set({ shares: 1 })])
    expect((await shown()).flat()).not.toContain('withheld')
  })
})

const sumOf = (taken: readonly Taken[], keys: ReadonlySet<string>) =>
  taken
    .filter(({ key }) => keys.has(key))
    .flatMap(({ ms }) => [...ms.values()])
    .reduce((sum, ms) => sum + ms, 0)
