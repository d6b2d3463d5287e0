import type { Algorithm } from '@node-rs/argon2'
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
  isStale(stored: string): Promise<boolean>
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
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (queue.waiting() >= mostWaiting)
      throw new AppError('too_busy', 'too many sign-ins at once; try again in a moment')
    return queue.run(work)
  }
  // Made by the first who comes, known or not, and waited for by everybody.
  let ofNobody: Promise<string> | undefined
  return {
    hash: (password) => inTurn(async () => (await load()).hash(toOneForm(password), cost)),
    verify: async (stored, password) => {
      ofNobody ??= load().then(({ hash }) => hash(newSecret(), cost))
      const nobody = await ofNobody
      const fits = await inTurn(async () => (await load()).verify(stored ?? nobody, toOneForm(password)))
      return fits && stored !== null && stored !== undefined
    },
    isStale: async (stored) => {
      const { memoryCost, timeCost } = (await load()).parseOptions(stored)
      return memoryCost !== memoryKiB || timeCost !== passes
    },
  }
}

/** Only when somebody shows a password: on one's own computer that may be never. */
const load = () => import('@node-rs/argon2')
