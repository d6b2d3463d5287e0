import { expect, it } from 'vitest'
import { enroll } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { resolveSubjects } from './subjects.ts'

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

  it('gives many devices that come at once with apps of their own an id each', async () => {
    const store = await open()
    const { device } = await enroll(store)
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, i) => resolveSubjects(store, device.orgId, [['app', `app-${i}`, `App ${i}`]])),
    )
    expect(new Set(ids.flat()).size).toBe(40)
  })
})
