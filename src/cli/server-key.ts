import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { AppError } from '../core/errors.ts'
import { vaultKeyBytes } from '../server/auth/vault.ts'

/**
 * The key that is not in the database: of the settings, or of a file of its own that is made on first use. Who has the database
 * or a backup of it has not got the key.
 * @throws AppError `io` for a file that holds none
 */
export function readServerKey(set: string | undefined, file: string): Uint8Array {
  const text = set ?? readOrMake(file)
  const key = Buffer.from(text.trim(), text.includes('-') || text.includes('_') ? 'base64url' : 'base64')
  if (key.length === vaultKeyBytes) return key
  throw new AppError('io', `${file} holds no key of ${vaultKeyBytes} bytes; bring back the one that was there`, {
    at: file,
  })
}

function readOrMake(file: string): string {
  try {
    // Fails if there is one: of servers that start at once all use the same.
    writeFileSync(file, `${randomBytes(vaultKeyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
