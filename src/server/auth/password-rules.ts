import { AppError } from '../../core/errors.ts'

/** Long enough for words, short enough that hashing it costs nothing more. */
export const passwordLength = { least: 12, most: 200 } as const

/** Why a password is not taken. */
export type PasswordFault = 'short' | 'long' | 'common' | 'monotonous' | 'personal'

const words: Readonly<Record<PasswordFault, string>> = {
  short: `a password has at least ${passwordLength.least} characters; four words that have nothing to do with each other are easy to keep`,
  long: `a password has at most ${passwordLength.most} characters`,
  common: 'this password is on lists that are tried first; take another',
  monotonous: 'this password is a row of the same or of neighbouring characters; take another',
  personal: 'this password is little more than your name or address; take another',
}

/**
 * Length makes a password strong; which kinds of characters are in it does not matter. What guessers try first is refused.
 * @param about the person's name and address
 * @throws AppError `password_weak`, `details.fault` says why
 */
export async function checkPassword(password: string, about: readonly string[]): Promise<void> {
  const fault = await findPasswordFault(password, about)
  if (fault) throw new AppError('password_weak', words[fault], { at: 'password', details: { fault } })
}

/** Undefined for one that is taken. */
export async function findPasswordFault(
  password: string,
  about: readonly string[],
): Promise<PasswordFault | undefined> {
  const letters = [...password.normalize('NFKC')]
  if (letters.length < passwordLength.least) return 'short'
  if (letters.length > passwordLength.most) return 'long'
  const folded = letters.join('').toLowerCase()
  // A common word with a year or signs at its end is tried as soon as the word alone.
  const bare = folded.replace(/[^\p{L}]+$/u, '').replace(/^[^\p{L}]+/u, '')
  // Sixty milliseconds and 14 MB are for when somebody chooses a password.
  const { default: common } = await import('fxa-common-password-list')
  if (common.test(folded) || common.test(bare)) return 'common'
  if (isMonotonous(folded)) return 'monotonous'
  return isPersonal(folded, about) ? 'personal' : undefined
}

/** `aaaaaaaaaaaa`, `121212121212`, `abcdefghijkl`, `987654321098`. */
function isMonotonous(text: string): boolean {
  const letters = [...text]
  if (new Set(letters).size < 5) return true
  const codes = letters.map((letter) => letter.codePointAt(0)!)
  const near = codes.slice(1).filter((code, i) => Math.abs(code - codes[i]!) <= 1).length
  return near > letters.length / 2
}

/** What is left without the person's own words is too little to guess. */
function isPersonal(text: string, about: readonly string[]): boolean {
  const own = [...about.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)), 'usage', 'audit']
  const left = own
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.split(word).join(''), text)
  return left.length < text.length && [...left].length < 8
}
