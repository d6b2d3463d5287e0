import { expect, it } from 'vitest'
import { addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs } from '../../core/time.ts'
import { newSignIn, signInAge } from '../auth/sign-ins.ts'
import { createLog } from '../log.ts'
import { findMembership, getMember, memberWrite, removeMember } from '../store/members.ts'
import { personalOrg } from '../store/people.ts'
import { endSignIn, signInWrites } from '../store/sign-ins.ts'
import { createLive } from './live.ts'

const visitor = { address: '127.0.0.1', browser: 'a test', locale: 'en' as const }

describeStores('what is told of today', (open) => {
  /** Two people in an organisation, one of them with two browsers, all listening; looks are made by a knock alone. */
  const start = async () => {
    const store = await open()
    const { user } = await enroll(store)
    const bo = (await addPerson(store, user)).id
    await store.batch((db) => [memberWrite(store, db, personalOrg, bo, 'member')])
    let now = noon
    const live = createLive({ store, log: createLog('silent'), now: () => now, signInAge, lookMs: dayMs })
    const listen = async (userId: string) => {
      const signIn = newSignIn(userId, 'password', visitor, noon)
      await store.batch((db) => signInWrites(store, db, signIn))
      const { body } = await live.open(await getMember(store, personalOrg, userId), signIn.row.id)
      const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
      const next = async () => (await reader.read()).value
      expect(await next()).toContain('"day":"2026-11-02"')
      return { id: signIn.row.id, next }
    }
    const listeners = { ana: await listen(user.id), desk: await listen(bo), phone: await listen(bo) }
    const nextDay = () => {
      now += dayMs
      live.knock()
    }
    return { store, live, bo, nextDay, ...listeners }
  }

  it('ends for a browser that is signed out, before anything more is told', async () => {
    const { store, live, bo, nextDay, ana, desk, phone } = await start()
    await endSignIn(store, bo, phone.id)
    nextDay()
    expect(await phone.next()).toBeUndefined()
    expect([await ana.next(), await desk.next()]).toEqual([1, 2].map(() => expect.stringContaining('2026-11-03')))
    expect(live.listening()).toBe(2)
    await live.stop()
  })

  it('ends for who is removed from the organisation, in all their browsers', async () => {
    const { store, live, bo, nextDay, ana, desk, phone } = await start()
    await removeMember(store, (await findMembership(store, personalOrg, bo))!)
    nextDay()
    expect([await desk.next(), await phone.next()]).toEqual([undefined, undefined])
    expect(await ana.next()).toContain('2026-11-03')
    expect(live.listening()).toBe(1)
    await live.stop()
  })
})
