import { expect, it } from 'vitest'
import { enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { findDeviceByToken, replaceToken, revokeDevice } from './devices.ts'

describeStores('revokeDevice', (open) => {
  it('ends a token that is being renewed, whichever comes first', async () => {
    const store = await open()
    for (let i = 0; i < 10; i++) {
      const { device, token } = await enroll(store)
      const caller = (await findDeviceByToken(store, token))!
      const renewing = replaceToken(store, caller, noon).catch((error) =>
        // It finds the device revoked while it writes, or before it begins.
        expect(['conflict', 'unauthenticated']).toContain(error.code),
      )
      const both = i % 2 ? [renewing, revokeDevice(store, device)] : [revokeDevice(store, device), renewing]
      await Promise.all(both)
      const renewed = await renewing
      expect(await findDeviceByToken(store, token)).toBeUndefined()
      if (typeof renewed === 'string') expect(await findDeviceByToken(store, renewed)).toBeUndefined()
    }
  })
})
