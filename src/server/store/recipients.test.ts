import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { dayMs } from '../../core/time.ts'
import { eraseAccount } from './erase/account.ts'
import { memberWrite } from './members.ts'
import { personalOrg, type User } from './people.ts'
import { askRecipient, confirmRecipient, countWaiting, findAsked, findRecipients, forgetLapsed } from './recipients.ts'
import type { Store } from './store.ts'
import { findSubscriptions } from './subscriptions.ts'

const ask = (
  store: Store,
  user: User,
  name: string,
  about = user.id,
  kind = about === '' ? 'org-month' : 'person-month',
) => {
  const who = { address: `${name}@example.org`, name, locale: 'en', zone: 'UTC', addedBy: user.id }
  const times = { secret: `${name}-${about}-${kind}`, expiresAt: noon + 7 * dayMs, now: noon }
  return askRecipient(store, { orgId: personalOrg, id: randomUUID(), kind, about, ...who, ...times })
}

const confirm = async (store: Store, secret: string) =>
  confirmRecipient(store, (await findAsked(store, secret, noon))!, secret, noon, () => [])

describeStores('recipients', (open) => {
  it('are asked once, agree once, and are forgotten where they never answer', async () => {
    const store = await open()
    const { user } = await enroll(store)
    await ask(store, user, 'bo')
    await ask(store, user, 'cy')
    expect(await countWaiting(store, personalOrg, user.id, noon)).toBe(2)
    await confirm(store, `bo-${user.id}-person-month`)
    expect(await findAsked(store, `bo-${user.id}-person-month`, noon)).toBeUndefined()
    expect(await findAsked(store, `cy-${user.id}-person-month`, noon + 7 * dayMs)).toBeUndefined()
    await forgetLapsed(store, personalOrg, noon + 7 * dayMs)
    expect((await findRecipients(store, personalOrg)).map(({ name }) => name)).toEqual(['bo'])
    expect(await findSubscriptions(store, personalOrg)).toMatchObject([{ kind: 'person-month', wanted: 1 }])
  })

  it('go with whoever shared with them, unless they read the organisation’s reports too', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const bia = await addPerson(store, user)
    await store.batch((db) => [memberWrite(store, db, personalOrg, bia.id, 'admin').write])
    await ask(store, bia, 'own')
    await ask(store, bia, 'both')
    const both = await ask(store, bia, 'both', '')
    await eraseAccount(store, bia.id, noon)
    expect((await findRecipients(store, personalOrg)).map(({ name }) => name)).toEqual(['both'])
    expect(await findSubscriptions(store, personalOrg)).toMatchObject([{ reader: both, kind: 'org-month', about: '' }])
  })

  it('are each sharer’s own: one name for all that they share, and a yes to one report is none to another', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const [month, week] = [await ask(store, user, 'bo'), await ask(store, user, 'bo', user.id, 'person-week')]
    const ofOrg = await ask(store, user, 'bo', '')
    expect([month === week, ofOrg === month]).toEqual([true, false])
    await confirm(store, `bo-${user.id}-person-week`)
    const wanted = (await findSubscriptions(store, personalOrg)).filter((row) => row.wanted === 1)
    expect(wanted).toMatchObject([{ reader: week, kind: 'person-week', about: user.id }])
    // Who never answers what else they were asked keeps what they agreed to.
    await forgetLapsed(store, personalOrg, noon + 7 * dayMs)
    expect(await findRecipients(store, personalOrg)).toMatchObject([{ id: week, kind: 'person-week' }])
  })
})
