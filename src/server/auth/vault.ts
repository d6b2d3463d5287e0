import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '../../core/errors.ts'

/** Keeps secrets that must be read again: whoever has the database alone cannot. */
export interface Vault {
  /** @param about whose it is: what was sealed for one opens for nobody else */
  seal(secret: string, about: string): string
  /** @throws AppError `config` if it was sealed with another key */
  open(sealed: string, about: string): string
}

export const vaultKeyBytes = 32

/** AES-256-GCM. @param key of `vaultKeyBytes` bytes */
export function createVault(key: Uint8Array): Vault {
  return {
    seal: (secret, about) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new AppError(
          'config',
          'a second factor was sealed with another key than server.key; bring that key back, or remove the second factor with `usage-audit users drop-codes`',
          { cause, at: 'server.key' },
        )
      }
    },
  }
}
