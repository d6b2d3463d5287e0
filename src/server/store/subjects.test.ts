import { expect, it } from 'vitest'
import { enroll } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { cacheKey, resolveSubjects } from './subjects.ts'

describeStores('resolveSubjects', (open) => {
  it('takes the last name of an app that is named twice', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const twice = [
      ['app', 'vim', 'Vi'],
      ['app', 'vim', 'Vim'],
    ] as const
    expect(
      await resolveSubjects(
        store,
        device.orgId,
        twice.map(([...subject]) => subject),
      ),
    ).toEqual([1, 1])
    expect(await store.db.select().from(store.t.subjects)).toMatchObject([{ key: 'vim', name: 'Vim' }])
  })

  it('tells long keys apart, and remembers none of them at length', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const [a, b] = [`${'x'.repeat(999)}a`, `${'x'.repeat(999)}b`]
    const resolve = () =>
      resolveSubjects(store, device.orgId, [
        ['app', a, 'A'],
        ['app', b, 'B'],
      ])
    expect(await resolve()).toEqual([1, 2])
    expect(await resolve()).toEqual([1, 2])
    expect(cacheKey(1, 'app', a).length).toBeLessThan(100)
    expect(cacheKey(1, 'app', a)).not.toBe(cacheKey(1, 'app', b))
  })

  it('gives many devices that come at once with apps of their own an id each', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, i) => resolveSubjects(store, device.orgId, [['app', `app-${i}`, `App ${i}`]])),
    )
    expect(new Set(ids.flat()).size).toBe(40)
  })
})
