import { type Algorithm, hash, parseOptions, verify } from '@node-rs/argon2'
import { AppError } from '../../core/errors.ts'
import { createQueue } from '../../core/queue.ts'
import { newSecret } from './secrets.ts'

/** What one guess costs whoever stole the database. */
export interface PasswordCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** OWASP's least for argon2id: 19 MiB, two passes. */
export const usualCost: PasswordCost = { memoryKiB: 19 * 1_024, passes: 2 }

export interface Passwords {
  hash(password: string): Promise<string>
  /**
   * Whether it is the password. Without a hash, for who is not known here, it does the same work with one that nothing fits.
   * @throws AppError `too_busy` if too many wait already
   */
  verify(stored: string | null | undefined, password: string): Promise<boolean>
  /** Made at another cost than now: to be made anew when the password is at hand. */
  isStale(stored: string): boolean
}

/** How many are computed at once: each takes 19 MiB and a thread that files and mails need too. */
const atOnce = 2
const mostWaiting = 200

/** The name that the package's types give argon2id, which are not there when it runs. */
const argon2id = 2 as Algorithm.Argon2id

/** Letters that look alike are typed in different ways on different keyboards: each comes down to one. */
const toOneForm = (password: string) => password.normalize('NFKC')

export function createPasswords({ memoryKiB, passes }: PasswordCost = usualCost): Passwords {
  const cost = { algorithm: argon2id, memoryCost: memoryKiB, timeCost: passes, parallelism: 1 }
  const queue = createQueue(atOnce)
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (queue.waiting() >= mostWaiting)
      throw new AppError('too_busy', 'too many sign-ins at once; try again in a moment')
    return queue.run(work)
  }
  // Made before anybody comes, so that the first who is unknown waits no longer than others.
  const ofNobody = hash(newSecret(), cost)
  ofNobody.catch(() => {})
  return {
    hash: async (password) => inTurn(() => hash(toOneForm(password), cost)),
    verify: async (stored, password) => {
      const nobody = await ofNobody
      const fits = await inTurn(() => verify(stored ?? nobody, toOneForm(password)))
      return fits && stored !== null && stored !== undefined
    },
    isStale: (stored) => {
      const { memoryCost, timeCost } = parseOptions(stored)
      return memoryCost !== memoryKiB || timeCost !== passes
    },
  }
}
