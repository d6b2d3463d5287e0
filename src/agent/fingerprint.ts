import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../core/errors.ts'

const keyBytes = 32

/** Turns a text into 16 hexadecimal digits: the same for the same text, and of no use to anybody without the key. */
export const createFingerprint =
  (key: Buffer = randomBytes(keyBytes)) =>
  (text: string): string =>
    createHmac('sha256', key).update(text).digest('hex').slice(0, 16)

/**
 * The key of this computer's fingerprints, beside the journal and made at the first call; only its owner can read it.
 * @throws AppError `config` if what lies there is no key
 */
export function readFingerprintKey(journal: string): Buffer {
  const file = join(dirname(journal), 'title.key')
  try {
    writeFileSync(file, randomBytes(keyBytes), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = readFileSync(file)
  if (key.length === keyBytes) return key
  const message = `${file} is no key for fingerprints of titles: remove it, and a new one is made; the fingerprints will be others`
  throw new AppError('config', message, { at: file })
}
