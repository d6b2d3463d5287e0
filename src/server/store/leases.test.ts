import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { describeStores } from '../../../tests/support/stores.ts'
import { withLease } from './leases.ts'

const lease = { orgId: 1, name: 'month', leaseMs: 60_000 }

describeStores('withLease', (open) => {
  it('lets one of several at the work, and the next once it is done', async () => {
    const store = await open()
    let atWork = 0
    const work = async () => {
      atWork++
      await sleep(100)
      return 'done'
    }
    const first = withLease(store, lease, work)
    while (atWork === 0) await sleep(1)
    expect(await withLease(store, lease, work)).toBeUndefined()
    expect(await withLease(store, { ...lease, orgId: 2 }, work)).toBe('done')
    expect(await first).toBe('done')
    expect(await withLease(store, lease, work)).toBe('done')
    expect(await store.db.select().from(store.t.leases)).toEqual([])
  })

  it('passes on when its time is over, and the late holder does not take it from the next', async () => {
    const store = await open()
    let end = () => {}
    const stopped = new Promise<void>((resolve) => {
      end = resolve
    })
    const first = withLease(store, { ...lease, leaseMs: -1 }, () => stopped)
    while ((await store.db.select().from(store.t.leases)).length === 0) await sleep(1)
    await withLease(store, lease, async () => {
      end()
      await first
      expect(await withLease(store, lease, async () => 'done')).toBeUndefined()
    })
  })

  it('is left also when the work fails', async () => {
    const store = await open()
    const failing = withLease(store, lease, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await store.db.select().from(store.t.leases)).toEqual([])
  })
})
