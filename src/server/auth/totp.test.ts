import { describe, expect, it } from 'vitest'
import { enroll } from '../../../tests/support/records.ts'
import { openSqlite } from '../store/sqlite.ts'
import { confirmTotp, proposeTotp } from '../store/totps.ts'
import { hashRecoveryCode, newRecoveryCodes, takeAnyCode } from './totp.ts'
import { createVault } from './vault.ts'

/** `12345678901234567890`, as RFC 6238 has it in its appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

async function start() {
  const store = openSqlite(':memory:')
  const { user } = await enroll(store)
  const vault = createVault(Buffer.alloc(32))
  await proposeTotp(store, user.id, vault.seal(secret, user.id))
  const codes = newRecoveryCodes()
  await confirmTotp(store, user.id, codes.map(hashRecoveryCode), 0)
  const take = (code: string, seconds: number) =>
    takeAnyCode({ store, vault, now: () => seconds * 1_000 }, user.id, code)
  return { store, codes, take }
}

describe('takeAnyCode', () => {
  it('takes the codes of RFC 6238, each once', async () => {
    const { store, take } = await start()
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const) {
      expect([seconds, await take(`${code.slice(0, 3)} ${code.slice(3)}`, seconds)]).toEqual([seconds, true])
      expect(await take(code, seconds)).toBe(false)
    }
    await store.close()
  })

  it('takes a code one step early or late, and no further', async () => {
    for (const [seconds, taken] of [
      [59 - 60, false],
      [59 - 30, true],
      [59 + 30, true],
      [59 + 60, false],
    ] as const) {
      const { store, take } = await start()
      expect([seconds, await take('287082', seconds)]).toEqual([seconds, taken])
      await store.close()
    }
  })

  it('takes nothing else', async () => {
    const { store, codes, take } = await start()
    for (const code of ['', '000000', '28708', '2870820', 'x'.repeat(29), `${codes[0]}x`])
      expect(await take(code, 59)).toBe(false)
    await store.close()
  })
})
