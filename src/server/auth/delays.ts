import { AppError } from '../../core/errors.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '../../core/time.ts'

/**
 * Makes guessing slow without locking anybody out: who is made to wait is one address at one account, so that nobody keeps the
 * person out from elsewhere. Kept in memory, of one process.
 */
export interface Delays {
  /**
   * Counts a try before it is known to be wrong, so that many at once are many.
   * @param account as it was typed, known here or not
   * @throws AppError `too_many_requests` while the address has to wait
   */
  begin(account: string, address: string): void
  /** The try was right: it is as if it had not been. */
  succeeded(account: string, address: string): void
}

interface Tries {
  count: number
  lastAt: number
}

interface Rule {
  /** So many cost nothing. */
  readonly free: number
  readonly mostMs: number
  /** Forgotten when nobody tried for so long. */
  readonly forgetMs: number
}

const ofPair: Rule = { free: 5, mostMs: 15 * minuteMs, forgetMs: dayMs }
/** An office has one address: a minute is the most that a guesser in it costs the others. */
const ofAddress: Rule = { free: 30, mostMs: minuteMs, forgetMs: hourMs }
/** So many wrong tries at one account, from wherever: from then on a new address has one try free, as has the person. */
const siege = 50

const sweepAt = 20_000

/** @param now milliseconds of a clock that only goes on */
export function createDelays(now: () => number): Delays {
  const tries = new Map<string, Tries>()
  const countOf = (key: string, forgetMs: number) => {
    const known = tries.get(key)
    return known && now() - known.lastAt < forgetMs ? known.count : 0
  }
  const check = (key: string, { free, mostMs, forgetMs }: Rule) => {
    const beyond = countOf(key, forgetMs) - free
    if (beyond < 0) return
    const waitMs = Math.min(mostMs, secondMs * 2 ** Math.min(beyond, 20))
    const leftMs = tries.get(key)!.lastAt + waitMs - now()
    if (leftMs <= 0) return
    const seconds = Math.ceil(leftMs / secondMs)
    throw new AppError('too_many_requests', `too many wrong tries from here; try again in ${seconds} s`, {
      retryAfterMs: leftMs,
    })
  }
  const add = (key: string, forgetMs: number, by: number) => {
    const count = countOf(key, forgetMs) + by
    if (count <= 0) tries.delete(key)
    else tries.set(key, { count, lastAt: by > 0 ? now() : tries.get(key)!.lastAt })
  }
  const sweep = () => {
    for (const [key, { lastAt }] of tries) if (now() - lastAt >= dayMs) tries.delete(key)
    // Under a flood of invented accounts the oldest go: memory stays bounded.
    for (const key of tries.keys()) {
      if (tries.size < sweepAt) break
      tries.delete(key)
    }
  }
  return {
    begin: (account, address) => {
      const [pair, place, whole] = keysOf(account, address)
      const besieged = countOf(whole, dayMs) >= siege
      check(place, ofAddress)
      check(pair, besieged ? { ...ofPair, free: 1 } : ofPair)
      if (tries.size >= sweepAt) sweep()
      add(pair, ofPair.forgetMs, 1)
      add(place, ofAddress.forgetMs, 1)
      add(whole, dayMs, 1)
    },
    succeeded: (account, address) => {
      const [pair, place, whole] = keysOf(account, address)
      tries.delete(pair)
      add(place, ofAddress.forgetMs, -1)
      add(whole, dayMs, -1)
    },
  }
}

const keysOf = (account: string, address: string) => {
  const place = toNetwork(address)
  return [`${account} ${place}`, `@ ${place}`, `${account} *`] as const
}

/** Whoever has one IPv6 address has 2^64 of them. */
const toNetwork = (address: string): string =>
  address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
