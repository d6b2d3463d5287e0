import { expect, it } from 'vitest'
import { enroll, noon } from '../../../tests/support/records.ts'
import { serve } from '../../../tests/support/server.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { startGrant } from '../store/device-grants.ts'
import { removeLapsed } from '../store/sign-ins.ts'
import { signInAge } from './sign-ins.ts'
import { createSigningKeys } from './signing-keys.ts'
import { createVault } from './vault.ts'

describeStores('what strangers ask', (open) => {
  it('makes one signing key, however many ask for the first at once', async () => {
    const store = await open()
    const keys = createSigningKeys(store, createVault(Buffer.alloc(32, 7)), () => noon)
    await Promise.all(Array.from({ length: 20 }, () => keys.published()))
    expect(await store.db.$count(store.t.signingKeys)).toBe(1)
  })

  it('is refused also with what no database can hold', async () => {
    const store = await open()
    await enroll(store)
    const server = await serve(store)
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'a\0b', client_secret: 'x' })
    const answer = await fetch(`${server.url}/api/v1/oauth/token`, { method: 'POST', body })
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: 'invalid_client' }])
    await server.stop()
  })

  it('is forgotten with the address it came from when nobody lets the computer in', async () => {
    const store = await open()
    await startGrant(store, { hostName: 'a', account: 'b', platform: 'c', address: '192.0.2.1' }, noon)
    await removeLapsed(store, signInAge, noon + 3_600_000)
    expect(await store.db.$count(store.t.deviceGrants)).toBe(0)
  })
})
