import { expect, it } from 'vitest'
import { enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import { findSignInsOf, removeLapsed } from '../store/sign-ins.ts'
import type { Store } from '../store/store.ts'
import { openSignIn, readSignIn, signInAge } from './sign-ins.ts'

const visitor = { address: '192.0.2.1', browser: 'Browser/1', locale: 'en' } as const

describeStores('sign-ins', (open) => {
  const start = async () => {
    const store = await open()
    const { user } = await enroll(store)
    return { store, userId: user.id, secret: await openSignIn(store, user.id, 'password', visitor, noon) }
  }
  const read = (store: Store, secret: string, ms: number) => readSignIn(store, secret, visitor, noon + ms)

  it('open nothing for a secret that nobody gave out, nor for a hash from the database', async () => {
    const { store, secret, userId } = await start()
    const [stored] = await findSignInsOf(store, userId, signInAge, noon)
    for (const other of ['', 'x', `${secret}x`, stored!.hash]) expect(await read(store, other, 1)).toBeUndefined()
    expect((await read(store, secret, 1))?.signIn.userId).toBe(userId)
  })

  it('end after 30 days without a visit, and after 90 days whatever happens', async () => {
    const { store, secret } = await start()
    expect(await read(store, secret, 30 * dayMs)).toBeUndefined()
    expect(await read(store, secret, 1)).toBeUndefined() // it is gone
    const visited = await start()
    let shown = visited.secret
    for (let day = 20; day < 90; day += 20) {
      const found = await read(visited.store, shown, day * dayMs)
      expect(found?.rotated).toBeDefined()
      shown = found!.rotated!
    }
    expect(await read(visited.store, shown, 90 * dayMs)).toBeUndefined()
  })

  it('give another secret each day; the one before is taken for a minute by requests under way', async () => {
    const { store, secret } = await start()
    expect((await read(store, secret, dayMs - 1))?.rotated).toBeUndefined()
    const rotated = (await read(store, secret, dayMs))!.rotated!
    expect(await read(store, secret, dayMs + minuteMs)).toMatchObject({ rotated: undefined })
    expect(await read(store, rotated, dayMs + minuteMs)).toMatchObject({ rotated: undefined })
  })

  it('end when a secret from before comes back later: one of the two is not the person', async () => {
    const { store, secret } = await start()
    const rotated = (await read(store, secret, dayMs))!.rotated!
    expect(await read(store, secret, dayMs + minuteMs + 1)).toBeUndefined()
    expect(await read(store, rotated, dayMs + minuteMs + 2)).toBeUndefined()
  })

  it('give one new secret to requests that come at once', async () => {
    const { store, secret } = await start()
    const found = await Promise.all(Array.from({ length: 8 }, () => read(store, secret, dayMs)))
    expect(found.filter((one) => one?.rotated !== undefined)).toHaveLength(1)
    expect(found.every((one) => one !== undefined)).toBe(true)
  })

  it('tell when and from where they were last used, and are swept when they are over', async () => {
    const { store, secret, userId } = await start()
    await readSignIn(store, secret, { ...visitor, address: '198.51.100.7' }, noon + 10 * minuteMs)
    expect(await findSignInsOf(store, userId, signInAge, noon + 10 * minuteMs)).toMatchObject([
      { address: '198.51.100.7', lastUsedAt: noon + 10 * minuteMs, browser: 'Browser/1', method: 'password' },
    ])
    await removeLapsed(store, signInAge, noon + 40 * dayMs)
    expect(await store.db.select().from(store.t.signIns)).toEqual([])
  })
})
