import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { createFingerprint, readFingerprintKey } from './fingerprint.ts'

describe('readFingerprintKey', () => {
  it('makes a key once, for its owner only', () => {
    const folder = newFolder()
    const key = readFingerprintKey(join(folder, 'journal.db'))
    expect(statSync(join(folder, 'title.key')).mode & 0o777).toBe(0o600)
    expect(readFingerprintKey(join(folder, 'journal.db'))).toEqual(key)
    expect(readFileSync(join(folder, 'title.key'))).toEqual(key)
  })

  it('refuses what is no key', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'title.key'), 'x')
    expect(() => readFingerprintKey(join(folder, 'journal.db'))).toThrow(expect.objectContaining({ code: 'config' }))
  })
})

it('createFingerprint › is the same for the same title, and another by another key', () => {
  const [one, other] = [createFingerprint(Buffer.alloc(32, 1)), createFingerprint(Buffer.alloc(32, 2))]
  expect(one('Bank')).toBe(one('Bank'))
  expect(one('Bank')).toMatch(/^[0-9a-f]{16}$/)
  expect(new Set([one('Bank'), one('bank'), other('Bank'), createFingerprint()('Bank')]).size).toBe(4)
})
