import { AppError } from '../../core/errors.ts'

export interface GateLimits {
  /** Requests at once, over all. */
  readonly most: number
  /** Of one caller, while it is calm; then one: whoever comes with many connections keeps nobody else out. */
  readonly mostOfOne: number
  /** It is calm while fewer are inside. */
  readonly calm: number
  /** Bytes of bodies at once, as they travel. */
  readonly bytes: number
}

/** Lets in so much at once; who comes on top is asked to come again, so that memory stays bounded. */
export interface Gate {
  /**
   * @param caller whose place it takes
   * @param bytes the most that will be held of the body
   * @returns what to call, once, when the work has ended
   * @throws AppError `too_many_requests` if the caller has too many under way, `too_busy` if all together have
   */
  enter(caller: string, bytes: number): () => void
  /** How many are inside. */
  inside(): number
}

export function createGate({ most, mostOfOne, calm, bytes: mostBytes }: GateLimits): Gate {
  let inside = 0
  let held = 0
  const ofCaller = new Map<string, number>()
  return {
    inside: () => inside,
    enter: (caller, bytes) => {
      const own = ofCaller.get(caller) ?? 0
      if (own >= (inside < calm ? mostOfOne : 1))
        throw new AppError('too_many_requests', `${own} requests of this device are under way; send one at a time`)
      if (inside >= most || held + bytes > mostBytes)
        throw new AppError('too_busy', 'too many requests at once; try again')
      inside++
      held += bytes
      ofCaller.set(caller, own + 1)
      return () => {
        inside--
        held -= bytes
        const left = ofCaller.get(caller)! - 1
        if (left === 0) ofCaller.delete(caller)
        else ofCaller.set(caller, left)
      }
    },
  }
}
