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

const ask = (store: Store, user: User, name: string, about = user.id) => {
  const who = { address: `${name}@example.org`, name, locale: 'en', zone: 'UTC', addedBy: user.id }
  const given = {
    orgId: personalOrg,
    id: randomUUID(),
    ...who,
    secret: `${name}-${about}`,
    expiresAt: noon + 7 * dayMs,
  }
  return askRecipient(store, { ...given, now: noon }, { kind: about === '' ? 'org-month' : 'person-month', about })
}

const confirm = async (store: Store, secret: string) =>
  confirmRecipient(store, (await findAsked(store, secret, noon))!, secret, noon, () => [])

describeStores('recipients', (open) => {
  it('are asked once, agree once, and are forgotten where they never answer', async () => {
    const store = await open()
    const { user } = await enroll(store)
    await ask(store, user, 'bo')
    await ask(store, user, 'cy')
    expect(await countWaiting(store, personalOrg, noon)).toBe(2)
    await confirm(store, `bo-${user.id}`)
    expect(await findAsked(store, `bo-${user.id}`, noon)).toBeUndefined()
    expect(await findAsked(store, `cy-${user.id}`, noon + 7 * dayMs)).toBeUndefined()
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
    const both = await ask(store, bia, 'both')
    expect(await ask(store, bia, 'both', '')).toBe(both)
    await eraseAccount(store, bia.id, noon)
    expect((await findRecipients(store, personalOrg)).map(({ name }) => name)).toEqual(['both'])
    expect(await findSubscriptions(store, personalOrg)).toMatchObject([{ reader: both, kind: 'org-month', about: '' }])
  })
})
