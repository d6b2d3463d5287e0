import { inputJoinMs } from './input-stretches.ts'

/**
 * What is known of the input of one seat whose compositor only says when nobody touched anything for `timeoutMs`, and when
 * somebody did again. Instants are milliseconds of the clock that is never set.
 *
 *     input    x x  x    x   x  x                x
 *     said     resumed                  idled    resumed
 *     asked       ^       ^       ^       ^
 *     told     x       -       -x                x
 *                      |-------|  timeoutMs before the asking: so far the stretch goes at least
 *                               |-------|  timeoutMs before `idled`: there it ended
 *
 * So much of the present is left open, and nothing is ever taken back. A program that keeps the screen on (a film, a call) keeps some
 * compositors from telling, or makes them say `resumed` where nobody was: what they say counts once a proof shows that they are free to
 * tell, and while none comes, input is unknown.
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
  /** Whether input can be told from now on. */
  onWatched(isWatched: boolean): void
}

/** What is younger than the beginning by less may be the beginning itself. */
const noiseMs = 50

/** A proof that comes later than `timeoutMs` says only that what is told from then on is true. */
export function createSeatIdle(timeoutMs: number, { onInput, onWatched }: SeatIdleListener): SeatIdle {
  let idle = false
  let watched = false
  /** From here on whatever is told is true. */
  let knownFrom = Number.POSITIVE_INFINITY
  /** By then somebody had touched something since `knownFrom`. */
  let seenBy: number | undefined
  let askedAt: number | undefined
  /** What will have been input once a proof comes. */
  let claims: number[] = []
  const isKnown = (at: number) => at > knownFrom + noiseMs
  const claim = (at: number) => {
    if (isKnown(at)) claims.push(at)
  }
  const tellClaims = () => {
    for (const at of claims) onInput(at)
    claims = []
  }
  /** While it is not idle, somebody touched something after `at - timeoutMs`. */
  const claimUnlessIdle = (at: number) => {
    const since = at - timeoutMs
    if (idle || !isKnown(since)) return
    if (seenBy === undefined) seenBy = at
    else if (since >= seenBy) claim(since)
  }
  return {
    onIdled: (at) => {
      // It may say so again where something kept it from telling.
      if (idle) return
      idle = true
      claim(at - timeoutMs)
      if (askedAt === undefined) tellClaims()
    },
    onResumed: (at) => {
      idle = false
      seenBy = at
      claim(at)
    },
    ask: (at) => {
      if (askedAt === undefined) {
        claimUnlessIdle(at)
        askedAt = at
        return true
      }
      if (watched && at - askedAt >= inputJoinMs) {
        watched = false
        onWatched(false)
      }
      return false
    },
    onProof: (at) => {
      if (askedAt === undefined) return
      const isPrompt = at - askedAt <= timeoutMs
      askedAt = undefined
      if (!isPrompt || !watched) {
        claims = []
        seenBy = undefined
        knownFrom = at
      }
      tellClaims()
      if (!isPrompt || watched) return
      watched = true
      onWatched(true)
    },
  }
}
