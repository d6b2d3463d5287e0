import { writeFileSync } from 'node:fs'
import { AppError } from '../core/errors.ts'
import { sayWhy } from './errors.ts'

/**
 * A new file that only this account can read: there is a place for the secret before there is the secret.
 * @throws AppError `cannot_create`
 */
export function createSecretFile(file: string): (text: string) => void {
  try {
    writeFileSync(file, '', { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new AppError('cannot_create', `cannot create ${file}: ${sayWhy(cause)}`, { cause, at: '--out' })
  }
  return (text) => writeFileSync(file, text)
}
