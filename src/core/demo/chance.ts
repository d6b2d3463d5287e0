/** Chances that are the same for the same seed. */
export interface Chance {
  /** From 0 to 1, which it never is. */
  next(): number
  between(least: number, most: number): number
  whole(least: number, most: number): number
  /** True this often, of 1. */
  is(share: number): boolean
  pick<T>(of: readonly T[]): T
  /** Mostly short, seldom long, as stretches of work are; at most six times the mean. */
  length(meanMs: number): number
  uuid(): string
}

/** Chances of their own for every name, so that what is made of one does not depend on what was made before (mulberry32). */
export function createChance(...names: readonly (string | number)[]): Chance {
  let state = toSeed(names.join(' '))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const hex = (length: number) => Array.from({ length }, () => whole(0, 15).toString(16)).join('')
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    whole,
    is: (share) => next() < share,
    pick: (of) => of[Math.floor(next() * of.length)]!,
    length: (meanMs) => Math.min(6 * meanMs, Math.round(-Math.log(1 - next()) * meanMs)),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}

/** FNV-1a. */
function toSeed(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}
