import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeStores } from '../../../tests/support/stores.ts'
import { checkAccessLog } from './access-check.ts'
import { type Access, expireAccessLog, findAccesses, noteAccess } from './access-log.ts'
import { lookMs, noteLook } from './access-looks.ts'
import type { Store } from './store.ts'

const access = (i: number, given: Partial<Access> = {}): Access => ({
  orgId: 1,
  actor: 'ana',
  actorName: 'Ana',
  about: i % 2 ? 'bea' : 'caio',
  what: 'report',
  reason: `reason ${i}`,
  at: i,
  ...given,
})

async function noteSix(store: Store) {
  for (let i = 1; i <= 6; i++) await noteAccess(store, access(i))
}
const row = ({ t: { accessLog: l } }: Store, seq: number) => and(eq(l.orgId, 1), eq(l.seq, seq))

describeStores('access log', (open) => {
  it('tells a person who looked, newest first, page by page', async () => {
    const store = await open()
    await noteSix(store)
    const first = await findAccesses(store, 1, { about: 'bea', limit: 2 })
    expect(first.map(({ seq }) => seq)).toEqual([5, 3])
    expect(await findAccesses(store, 1, { about: 'bea', before: 3, limit: 2 })).toMatchObject([
      { seq: 1, actorName: 'Ana', reason: 'reason 1' },
    ])
    expect(await findAccesses(store, 2, { limit: 9 })).toEqual([])
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
    expect((await checkAccessLog(store, 2)).faults).toEqual([])
  })

  it('is one chain also when many look at once', async () => {
    const store = await open()
    await Promise.all(Array.from({ length: 20 }, (_, i) => noteAccess(store, access(i))))
    const { faults, head } = await checkAccessLog(store, 1)
    expect([faults, head.seq]).toEqual([[], 20])
  })

  it('notes a look once, though a screen asks several times at once and again', async () => {
    const store = await open()
    const look = (given: Partial<Access> = {}) => noteLook(store, access(1, { at: 1_000, ...given }))
    await Promise.all(Array.from({ length: 8 }, () => look()))
    await look({ at: 1_000 + lookMs - 1 })
    const seqs = async () => (await findAccesses(store, 1, { limit: 99 })).map(({ seq }) => seq)
    expect(await seqs()).toEqual([1])
    // Another's, another kind, why, who, and later: each is a look of its own.
    for (const other of [
      { about: 'dan' },
      { what: 'day' },
      { reason: 'b' },
      { reason: undefined },
      { actor: 'eva' },
    ] as const)
      await look(other)
    await look({ at: 1_000 + lookMs })
    expect(await seqs()).toEqual([7, 6, 5, 4, 3, 2, 1])
    // What was done, and not only seen, is noted each time.
    for (const at of [5, 6]) await noteAccess(store, access(1, { what: 'export', at }))
    expect(await seqs()).toHaveLength(9)
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
  })

  it.each([
    [
      'a changed reason',
      (s: Store) => s.db.update(s.t.accessLog).set({ reason: 'none' }).where(row(s, 3)),
      3,
      'changed',
    ],
    ['another name', (s: Store) => s.db.update(s.t.accessLog).set({ actorName: 'X' }).where(row(s, 6)), 6, 'changed'],
    ['a row taken out', (s: Store) => s.db.delete(s.t.accessLog).where(row(s, 4)), 4, 'gone'],
    ['the first taken off', (s: Store) => s.db.delete(s.t.accessLog).where(row(s, 1)), 1, 'gone'],
    ['the last taken off', (s: Store) => s.db.delete(s.t.accessLog).where(row(s, 6)), 6, 'cut_off'],
    ['all of it taken away', (s: Store) => s.db.delete(s.t.accessLog), 6, 'cut_off'],
  ] as const)('shows %s', async (_, tamper, seq, fault) => {
    const store = await open()
    await noteSix(store)
    await store.batch(() => [tamper(store)])
    expect((await checkAccessLog(store, 1)).faults).toContainEqual({ seq, fault })
  })

  it('loses what is too old and stays whole', async () => {
    const store = await open()
    await noteSix(store)
    await expireAccessLog(store, 1, 4)
    await noteAccess(store, access(7))
    expect((await findAccesses(store, 1, { limit: 9 })).map(({ seq }) => seq)).toEqual([7, 6, 5, 4])
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
    await expireAccessLog(store, 1, 100)
    await expireAccessLog(store, 1, 100)
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
    await noteAccess(store, access(8))
    expect(await findAccesses(store, 1, { limit: 9 })).toMatchObject([{ seq: 8 }])
    expect((await checkAccessLog(store, 1)).faults).toEqual([])
  })

  it('finds no fault in what is noted or removed while it looks', async () => {
    const store = await open()
    await noteSix(store)
    const write = async () => {
      for (let i = 7; i <= 60; i++) {
        await noteAccess(store, access(i))
        if (i % 4 === 0) await expireAccessLog(store, 1, i - 3)
      }
    }
    const look = async () => {
      for (let i = 0; i < 60; i++) expect((await checkAccessLog(store, 1)).faults).toEqual([])
    }
    await Promise.all([write(), look(), look()])
  })

  it('is removed by several servers at once, whose clocks differ', async () => {
    const store = await open()
    await noteSix(store)
    let done = false
    const behind: Store = {
      ...store,
      batch: async (build) => {
        if (!done) await expireAccessLog(store, 1, 6)
        done = true
        return store.batch(build)
      },
    }
    await expireAccessLog(behind, 1, 4)
    expect(await checkAccessLog(store, 1)).toMatchObject({ faults: [], head: { removedSeq: 5 } })
    expect(await findAccesses(store, 1, { limit: 9 })).toHaveLength(1)
  })
})
