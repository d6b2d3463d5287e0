import { describe, expect, it } from 'vitest'
import { createPasswords } from './passwords.ts'

const cheap = { memoryKiB: 64, passes: 1 }

describe('createPasswords', () => {
  it('hashes by argon2id with 19 MiB and two passes, each with a salt of its own', async () => {
    const passwords = createPasswords()
    const [one, other] = [await passwords.hash('violet harbour'), await passwords.hash('violet harbour')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(other).not.toBe(one)
    expect(await passwords.verify(one, 'violet harbour')).toBe(true)
    expect(await passwords.verify(one, 'violet harbor')).toBe(false)
  })

  it('fits nothing where there is no hash', async () => {
    const passwords = createPasswords(cheap)
    expect(await passwords.verify(undefined, '')).toBe(false)
    expect(await passwords.verify(null, 'x')).toBe(false)
  })

  it('takes letters that look the same as the same', async () => {
    const passwords = createPasswords(cheap)
    const stored = await passwords.hash('café au lait'.normalize('NFC'))
    expect(await passwords.verify(stored, 'café au lait'.normalize('NFD'))).toBe(true)
  })

  it('knows a hash that was made at another cost', async () => {
    const stored = await createPasswords(cheap).hash('x')
    expect(await createPasswords(cheap).isStale(stored)).toBe(false)
    expect(await createPasswords({ memoryKiB: 128, passes: 1 }).isStale(stored)).toBe(true)
  })

  it('lets only so many wait', async () => {
    const passwords = createPasswords(cheap)
    const all = await Promise.allSettled(Array.from({ length: 230 }, () => passwords.verify(undefined, 'x')))
    const refused = all.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ reason }) => reason.code === 'too_busy')).toBe(true)
  })
})
