import { asc } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeStores } from '../../../tests/support/stores.ts'
import { isAmong, prepareOnce, toList } from './prepared.ts'

const amongIds = prepareOnce((store) => {
  const { orgs: o } = store.t
  return store.db
    .select({ id: o.id })
    .from(o)
    .where(isAmong(store, o.id, 'ids'))
    .orderBy(asc(o.id))
    .prepare('ids')
})
const amongNames = prepareOnce((store) => {
  const { orgs: o } = store.t
  return store.db
    .select({ id: o.id })
    .from(o)
    .where(isAmong(store, o.name, 'names'))
    .prepare('names')
})

describeStores('a query that is prepared once', (open) => {
  it('takes lists of any length, more than SQLite takes values, of numbers and of texts that need quotes', async () => {
    const store = await open()
    const name = `O'Hara, "Sons" {\\}`
    const made = { createdAt: 0 }
    await store.batch((db) => [
      db.insert(store.t.orgs).values([2, 3, 4].map((id) => ({ ...made, id, name: `${name}${id}` }))),
    ])
    const idsAmong = async (ids: number[]) =>
      (await amongIds(store).execute({ ids: toList(store, ids) })).map(({ id }) => id)
    expect(await idsAmong([4, 2, 4])).toEqual([2, 4])
    expect(await idsAmong([])).toEqual([])
    expect(await idsAmong(Array.from({ length: 40_000 }, (_, i) => i + 3))).toEqual([3, 4])
    expect(await amongNames(store).execute({ names: toList(store, [`${name}3`, 'nobody']) })).toEqual([{ id: 3 }])
  })

  it('belongs to its store', async () => {
    const [store, other] = [await open(), await open()]
    expect(amongIds(store)).toBe(amongIds(store))
    expect(amongIds(other)).not.toBe(amongIds(store))
  })
})
