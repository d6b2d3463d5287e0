import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createVault } from './vault.ts'

describe('createVault', () => {
  const key = randomBytes(32)
  const sealed = createVault(key).seal('JBSWY3DPEHPK3PXP', 'ana')

  it('opens what it sealed, which does not show it', () => {
    expect(createVault(key).open(sealed, 'ana')).toBe('JBSWY3DPEHPK3PXP')
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('JBSWY')
    expect(createVault(key).seal('JBSWY3DPEHPK3PXP', 'ana')).not.toBe(sealed)
  })

  it.each([
    ['another key', () => createVault(randomBytes(32)).open(sealed, 'ana')],
    ['another person', () => createVault(key).open(sealed, 'bo')],
    ['a changed letter', () => createVault(key).open(`${sealed.slice(0, -2)}AA`, 'ana')],
    ['a short one', () => createVault(key).open(sealed.slice(0, 20), 'ana')],
    ['nothing', () => createVault(key).open('', 'ana')],
  ])('refuses %s', (_, open) => {
    expect(open).toThrowError(expect.objectContaining({ code: 'config' }))
  })
})
