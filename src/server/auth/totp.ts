import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { AppError } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'
import { hashToken } from '../store/devices.ts'
import { confirmTotp, findTotp, proposeTotp, takeRecoveryCode, takeStep } from '../store/totps.ts'
import type { Doorway } from './doorway.ts'

/** RFC 6238 as every app for it does: SHA-1, six digits, thirty seconds. */
const periodMs = 30 * secondMs
const shape = { issuer: 'usage-audit', algorithm: 'SHA1', digits: 6, period: periodMs / secondMs } as const
/** A code may be one step early or late, for clocks differ. */
const window = 1

const recoveryCodes = 10

type Parts = Pick<Doorway, 'store' | 'vault' | 'now'>

/** What an app is given to make codes of: as letters to type, and as an address that a picture may hold. */
export interface NewTotp {
  readonly secret: string
  readonly uri: string
}

/**
 * Makes a secret, which is asked for only once `confirmCodes` has seen a code of it.
 * @param label the address that the app shows
 * @throws AppError `conflict` if codes are asked for already
 */
export async function proposeCodes({ store, vault }: Parts, userId: string, label: string): Promise<NewTotp> {
  const totp = new TOTP({ ...shape, label, secret: new Secret({ size: 20 }) })
  const secret = totp.secret.base32
  if (!(await proposeTotp(store, userId, vault.seal(secret, userId))))
    throw new AppError('conflict', 'codes are asked for already; remove them first')
  return { secret, uri: totp.toString() }
}

/**
 * From now on codes are asked for.
 * @returns the recovery codes, which are nowhere else
 * @throws AppError `invalid` if the code is none of the proposed secret
 */
export async function confirmCodes(parts: Parts, userId: string, code: string): Promise<string[]> {
  const totp = await findTotp(parts.store, userId)
  if (!totp || totp.confirmedAt !== null || !(await takeCode(parts, userId, code)))
    throw new AppError('invalid', 'this code is not right; look that the clock of the phone is', { at: 'code' })
  const codes = newRecoveryCodes()
  await confirmTotp(parts.store, userId, codes.map(hashRecoveryCode), parts.now())
  return codes
}

/** Takes a code of the app or a recovery code, each at most once. */
export const takeAnyCode = async (parts: Parts, userId: string, code: string): Promise<boolean> =>
  isOfApp(code) ? takeCode(parts, userId, code) : takeRecoveryCode(parts.store, userId, hashRecoveryCode(code))

const isOfApp = (code: string) => /^\d{6}$/.test(code.replace(/\s/g, ''))

/** Takes a code of the app: of its step and of those before it none is taken again, whoever comes first. */
async function takeCode({ store, vault, now }: Parts, userId: string, code: string): Promise<boolean> {
  const known = await findTotp(store, userId)
  // Of anything but digits otpauth cannot always be asked.
  if (!known || !isOfApp(code)) return false
  const at = now()
  const secret = Secret.fromBase32(vault.open(known.secret, userId))
  const delta = new TOTP({ ...shape, secret }).validate({ token: code.replace(/\s/g, ''), timestamp: at, window })
  return delta !== null && takeStep(store, userId, Math.floor(at / periodMs) + delta)
}

/** `7f3k-…`: 118 bits each, so that a plain hash keeps them (ASVS asks for 112). */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodes }, () =>
    Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )

/** Letters and digits of which none looks like another. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

export const hashRecoveryCode = (code: string): string => hashToken(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
