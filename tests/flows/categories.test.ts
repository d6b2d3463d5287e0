import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addCategory,
  addRule,
  changeRule,
  type Edit,
  moveCategory,
  removeCategory,
  removeRule,
} from '../../src/core/categories/edit.ts'
import type { RuleConditions } from '../../src/core/categories/rules.ts'
import { type CategorySums, noTime } from '../../src/core/categories/totals.ts'
import { dayMs, minuteMs } from '../../src/core/time.ts'
import { checkDays, markWrong } from '../../src/server/jobs/check-days.ts'
import { expire } from '../../src/server/jobs/expire.ts'
import { previewRules } from '../../src/server/jobs/preview-rules.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { changeRules, undoRules } from '../../src/server/store/categories/change.ts'
import { readJudge } from '../../src/server/store/categories/ruleset.ts'
import { categoryTotals, ruleFigures } from '../../src/server/store/categories/sums.ts'
import { eraseDevice } from '../../src/server/store/erase/device.ts'
import { setIdleThreshold } from '../../src/server/store/idle.ts'
import type { Store } from '../../src/server/store/store.ts'
import { enroll, noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import { aDayOfWork, foregroundByName, november, sendWork } from '../support/titled.ts'

const all = { part: 1, random: () => 0 }
const nothing: RuleConditions = { app: null, path: null, title: null, domain: null, parentId: null }
const change = (store: Store, edit: Edit, revision?: number) =>
  changeRules(store, 1, { action: 'test', at: noon, edit, revision })

/** Everything that figures by category follow from. */
const dump = async (store: Store) => ({
  totals: new Map([...(await categoryTotals(store, 1, 'all', november))].sort()),
  titles: (await store.db.select().from(store.t.titleDays)).map((row) => Object.values(row).join(' ')).sort(),
})

const pattern = fc.constantFrom('*', 'firefox*', 'google*|acme', 'code.desktop', 'acme', 'nobody')
const title = fc.constantFrom('youtube', 'netflix', 'in*x', 'budget', '*', 'nothing')
/** Edits of any kind; a number chooses among the rules or categories that are there. */
const anyEdit: fc.Arbitrary<Edit> = fc
  .record({
    kind: fc.constantFrom('app', 'title', 'within', 'domain', 'move', 'target', 'remove', 'tree', 'drop'),
    which: fc.nat(1_000),
    category: fc.nat(1_000),
    pattern,
    title,
    first: fc.boolean(),
  })
  .map(
    ({ kind, which, category, pattern: app, title: text, first }): Edit =>
      (ruleset) => {
        const place = first ? 'first' : 'last'
        const id = ruleset.categories[category % ruleset.categories.length]!.id
        const other = ruleset.categories[which % ruleset.categories.length]!.id
        const rule = ruleset.rules[which % ruleset.rules.length]!
        const web = ruleset.categories.find(({ key }) => key === 'web')?.id ?? null
        const edits: Record<typeof kind, Edit> = {
          app: addRule(id, { ...nothing, app }, place),
          title: addRule(id, { ...nothing, title: text, app }, place),
          within: addRule(id, { ...nothing, title: text, parentId: web }, place),
          domain: addRule(id, { ...nothing, domain: 'example.org' }, place),
          move: changeRule(rule.id, {}, place),
          target: changeRule(rule.id, { categoryId: id }),
          remove: removeRule(rule.id),
          tree: moveCategory(id, first ? other : null),
          drop: removeCategory(id, first ? 'removed' : { into: other }),
        }
        return edits[kind](ruleset)
      },
  )

const isRefused = (error: unknown) => /invalid|not_found/.test((error as { code?: string }).code ?? '')

/** Makes a change and compares every figure with what its preview said. @returns false if it was refused */
async function changeAsPreviewed(store: Store, edit: Edit): Promise<boolean> {
  const preview = await previewRules(store, 1, edit, november).catch((error) => {
    if (!isRefused(error)) throw error
  })
  if (!preview) return false
  const before = await categoryTotals(store, 1, 'all', november)
  await change(store, edit)
  await rollUp(store)
  const after = await categoryTotals(store, 1, 'all', november)
  const figures = (of: CategorySums = noTime) => [of.foregroundMs ?? 0, of.activeMs ?? 0, of.watchingMs ?? 0, of.cpuMs]
  const differences = [...new Set([...before.keys(), ...after.keys()])]
    .map((id) => ({ id, before: figures(before.get(id)), after: figures(after.get(id)) }))
    .filter((one) => one.before.join() !== one.after.join())
  const told = preview.differences.map((one) => ({
    id: one.category,
    before: figures(one.before),
    after: figures(one.after),
  }))
  const order = (a: { id: number | null }, b: { id: number | null }) => (a.id ?? 0) - (b.id ?? 0)
  expect(told.sort(order)).toEqual(differences.sort(order))
  return true
}

describeStores('categories', (open) => {
  it('follow any change of the rules as if it had always been so, as its preview said, and undo takes it back', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const days = fc.array(aDayOfWork, { minLength: 1, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(days, fc.array(anyEdit, { minLength: 1, maxLength: 4 }), async (work, edits) => {
        await eraseDevice(store, device, noon + 400 * dayMs)
        await rollUp(store)
        await sendWork(store, device, work)
        await rollUp(store)
        const states = [await dump(store)]
        for (const edit of edits) {
          if (!(await changeAsPreviewed(store, edit))) continue
          expect((await checkDays(store, device, all)).wrong).toEqual([])
          states.push(await dump(store))
        }
        for (const state of states.slice(0, -1).reverse()) {
          await undoRules(store, 1, noon)
          await rollUp(store)
          expect(await dump(store)).toEqual(state)
        }
      }),
      { numRuns: 6 },
    )
  })

  it('take windows by their titles, and all else of an app, with its CPU time, by the app', async () => {
    const { store, device } = await withWork()
    expect(await foregroundByName(store, 1)).toEqual({
      web: 20, // firefox: 10 of Inbox, 10 without a title
      leisure: 30,
      media: 30,
      development: 5,
      editors: 5,
      '-': 7,
    })
    const { categories } = (await readJudge(store, 1)).ruleset
    const idOf = (key: string) => categories.find((one) => one.key === key)!.id
    const totals = await categoryTotals(store, 1, { deviceIds: [device.deviceId] }, november)
    expect(totals.get(idOf('web'))).toMatchObject({ cpuMs: 6 * minuteMs, activeMs: 10 * minuteMs })
    expect(totals.get(idOf('media'))).toMatchObject({ cpuMs: 0, foregroundMs: 30 * minuteMs })
    expect(await categoryTotals(store, 1, { deviceIds: [99] }, november)).toEqual(new Map())
    const figures = await ruleFigures(store, 1, november)
    const { rules } = (await readJudge(store, 1)).ruleset
    const web = rules.find((rule) => rule.categoryId === idOf('web'))!
    expect(figures.get(web.id)).toMatchObject({ subjects: 2, matches: 2, foregroundMs: 20 * minuteMs })
    const media = rules.find((rule) => rule.categoryId === idOf('media') && rule.title !== null)!
    expect(figures.get(media.id)).toMatchObject({ subjects: 2, foregroundMs: 30 * minuteMs, cpuMs: 0 })
  })

  it('mark for a rule on titles the days that have such windows, and none for a rule on apps', async () => {
    const { store, device } = await withWork()
    const leisure = (await readJudge(store, 1)).ruleset.categories.find(({ key }) => key === 'leisure')!.id
    expect(await change(store, addRule(leisure, { ...nothing, app: 'acme' }))).toMatchObject({ touchedDays: 0 })
    expect(await foregroundByName(store, 1)).toMatchObject({ leisure: 37 })
    const added = await change(store, addRule(leisure, { ...nothing, app: 'google chrome', title: 'films' }))
    expect(added.touchedDays).toBe(1)
    expect(await store.db.select().from(store.t.touchedDays)).toMatchObject([{ ...device, day: '2026-11-03' }])
  })

  it('keep what titles told when they are gone, whatever is made again, and take it back with the rule', async () => {
    const { store, user } = await withWork()
    const before = await foregroundByName(store, 1)
    const retention = { titlesMs: dayMs, factsMs: 400 * dayMs, daysMs: 400 * dayMs, accessMs: 400 * dayMs }
    await expire(store, retention, noon + 10 * dayMs)
    expect(await store.db.select().from(store.t.expired)).toMatchObject([{ titlesUntil: expect.any(Number) }])
    await setIdleThreshold(store, user.id, 2 * minuteMs)
    expect(await rollUp(store)).toMatchObject({ days: 2, failures: [] })
    expect(await foregroundByName(store, 1)).toEqual(before)
    const { rules, categories } = (await readJudge(store, 1)).ruleset
    const media = categories.find(({ key }) => key === 'media')!.id
    const rule = rules.find((one) => one.categoryId === media && one.title !== null)!
    expect(await change(store, removeRule(rule.id))).toMatchObject({ touchedDays: 0 })
    expect(await foregroundByName(store, 1)).toMatchObject({ web: 50 })
    const added = await change(store, addRule(media, { ...nothing, app: 'nobody' }))
    expect(added.ruleset.rules[0]!.id).toBeGreaterThan(Math.max(...rules.map(({ id }) => id)))
    expect(await undoRules(store, 1, noon)).toMatchObject({ action: 'test' })
    await undoRules(store, 1, noon)
    expect(await foregroundByName(store, 1)).toEqual(before)
    await expect(undoRules(store, 1, noon)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are those of a change that came while a day was made', async () => {
    const { store, device } = await withWork()
    const leisure = (await readJudge(store, 1)).ruleset.categories.find(({ key }) => key === 'leisure')!.id
    await markWrong(store, [{ ...device, period: '2026-11-02', what: '', repairable: true }])
    const slow: Store = {
      ...store,
      batch: async (build) => {
        slow.batch = store.batch
        await change(store, addRule(leisure, { ...nothing, title: 'inbox' }))
        // Only what was changed tells that the day is stale: the marks are as they were read.
        await store.batch((db) => [db.update(store.t.touchedDays).set({ mark: 7 })])
        return store.batch(build)
      },
    }
    await store.batch((db) => [db.update(store.t.touchedDays).set({ mark: 7 })])
    await rollUp(slow)
    await rollUp(store)
    expect(await foregroundByName(store, 1)).toMatchObject({ leisure: 40, web: 10 })
    expect((await checkDays(store, device, all)).wrong).toEqual([])
  })

  it('let one of two win who change the same revision', async () => {
    const store = await open()
    await enroll(store)
    const { revision } = (await readJudge(store, 1)).ruleset
    const edits = ['A', 'B', 'C'].map((name) => change(store, addCategory(name, null), revision))
    const done = await Promise.allSettled(edits)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
    expect((await readJudge(store, 1)).ruleset.categories.filter(({ key }) => key === null)).toHaveLength(1)
    await expect(change(store, addCategory('D', null), revision)).rejects.toMatchObject({ code: 'conflict' })
    await expect(undoRules(store, 1, noon, revision)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are found wrong by the check where somebody altered what titles took, repaired, and gone when erased', async () => {
    const { store, device } = await withWork()
    const before = await dump(store)
    await store.batch((db) => [db.update(store.t.titleDays).set({ foregroundMs: 1 })])
    const { wrong } = await checkDays(store, device, all)
    expect(wrong).toMatchObject([
      { period: '2026-11-02', what: 'title_days.foregroundMs' },
      { period: '2026-11-03', what: 'title_days.foregroundMs' },
    ])
    await markWrong(store, wrong)
    await rollUp(store)
    expect(await dump(store)).toEqual(before)
    await eraseDevice(store, device, noon + 30 * dayMs)
    expect(await store.db.$count(store.t.titleDays)).toBe(0)
  })

  /** Two days: a browser without and with titles, and others. */
  async function withWork() {
    const store = await open()
    const { user, device } = await enroll(store)
    const window = (app: number, title: string | null, minutes: number, touched = false) => ({
      app,
      title,
      minutes,
      touched,
    })
    await sendWork(store, device, [
      [window(0, 'Inbox', 10, true), window(0, null, 10), window(0, 'Cats - YouTube', 20), window(2, 'Netflix', 5)],
      [window(1, 'A film | Netflix', 10), window(3, 'Cats - YouTube', 7)],
    ])
    await rollUp(store)
    return { store, user, device }
  }
})
