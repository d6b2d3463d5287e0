import { inputJoinMs } from './input-stretches.ts'

/**
 * What is known of the input of one seat whose compositor only says when nobody touched anything for `timeoutMs`, and when
 * somebody did again. Instants are milliseconds of the clock that is never set.
 *
 *     input        x x  x   x  x                      x
 *     told         resumed            idled           resumed
 *     asked        ^    ^    ^    ^   |
 *     known        x    -    -    -   x               x
 *                            |-- timeoutMs, as seen from the asking or from `idled`
 *
 * While it is not idle, somebody touched something within the last `timeoutMs`: so much of the present is left open, and nothing is
 * ever taken back. A program that keeps the screen on (a film, a call) may keep the compositor from telling, or make it say `resumed`
 * where nobody was; so what it says counts once a proof shows that it is free to tell. While none comes, input is unknown.
 */
export interface SeatIdle {
  onIdled(at: number): void
  onResumed(at: number): void
  /** Asks for a proof, at equal pauses and at each `resumed`; false if one is being waited for. */
  ask(at: number): boolean
  /** The compositor is free to tell, and alive. */
  onProof(at: number): void
}

export interface SeatIdleListener {
  onInput(at: number): void
  /** Whether input can be told, and since when. */
  onWatched(isWatched: boolean, since: number): void
}

/** What is younger than the beginning by less may be the beginning itself. */
const noiseMs = 50

/** A proof that comes later than `timeoutMs` says only that what is told from then on is true. */
export function createSeatIdle(timeoutMs: number, { onInput, onWatched }: SeatIdleListener): SeatIdle {
  let idle = false
  let watched = false
  let knownFrom = Number.POSITIVE_INFINITY
  let askedAt: number | undefined
  /** What will have been input once a proof comes. */
  let claims: number[] = []
  const drop = (from: number) => {
    claims = []
    knownFrom = from
  }
  return {
    onIdled: (at) => {
      // It may say so again where something kept it from telling.
      if (idle) return
      idle = true
      claims.push(at - timeoutMs)
      if (askedAt === undefined) tellClaims()
    },
    onResumed: (at) => {
      idle = false
      claims.push(at)
    },
    ask: (at) => {
      if (askedAt !== undefined) {
        if (at - askedAt < inputJoinMs) return false
        if (watched) onWatched(false, askedAt)
        watched = false
        return false
      }
      if (!idle) claims.push(at - timeoutMs)
      askedAt = at
      return true
    },
    onProof: (at) => {
      if (askedAt === undefined) return
      const isPrompt = at - askedAt <= timeoutMs
      askedAt = undefined
      if (!isPrompt || !watched) drop(at)
      if (isPrompt && !watched) {
        watched = true
        onWatched(true, at)
      }
      tellClaims()
    },
  }

  function tellClaims() {
    for (const claim of claims) if (claim > knownFrom + noiseMs) onInput(claim)
    claims = []
  }
}
