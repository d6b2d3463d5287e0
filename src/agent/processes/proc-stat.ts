/** One line of `/proc/<pid>/stat`. The same object is filled again and again, so that a pass allocates nothing per process. */
export interface Stat {
  /** Where the name lies in the bytes, without its parentheses. */
  nameStart: number
  nameEnd: number
  /** Changes when the process executes another file: made of the name and of the stack's place, which every exec draws anew. */
  image: number
  /** `Z` of a zombie, as a byte. */
  state: number
  parentPid: number
  flags: number
  /** User + system time in clock ticks: its own, and that of the children it waited for. */
  ownTicks: number
  childrenTicks: number
  threads: number
  /** Ticks after boot. */
  startTicks: number
  memoryPages: number
}

export const createStat = (): Stat => ({
  nameStart: 0,
  nameEnd: 0,
  image: 0,
  state: 0,
  parentPid: 0,
  flags: 0,
  ownTicks: 0,
  childrenTicks: 0,
  threads: 0,
  startTicks: 0,
  memoryPages: 0,
})

const space = 32
const open = 40
const close = 41

// One cursor for all: parsing is synchronous, and a cursor object would cost an allocation per process.
let cursor = 0

function skipFields(bytes: Uint8Array, end: number, count: number): void {
  let left = count
  while (left > 0 && cursor < end) if (bytes[cursor++] === space) left--
}

function readNumber(bytes: Uint8Array, end: number): number {
  let value = 0
  while (cursor < end) {
    const digit = bytes[cursor++]! - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  return value
}

function hash(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let value = seed
  for (let at = from; at < to; at++) value = (Math.imul(value, 31) + bytes[at]!) | 0
  return value
}

function findLast(bytes: Uint8Array, byte: number, end: number): number {
  let at = end - 1
  while (at >= 0 && bytes[at] !== byte) at--
  return at
}

/**
 * Reads the first `end` bytes into `stat`; false if they are no such line. The name may hold spaces, parentheses and any
 * other byte, so the fields are counted from the last `)`.
 *
 *     pid (name) state ppid … flags(9) … utime(14) stime cutime cstime … threads(20) … start(22) … rss(24) … stack(28)
 */
export function parseStat(bytes: Uint8Array, end: number, stat: Stat): boolean {
  const nameEnd = findLast(bytes, close, end)
  let nameStart = 0
  while (nameStart < nameEnd && bytes[nameStart] !== open) nameStart++
  if (nameStart >= nameEnd || nameEnd + 4 >= end) return false
  stat.nameStart = nameStart + 1
  stat.nameEnd = nameEnd
  stat.state = bytes[nameEnd + 2]!
  cursor = nameEnd + 4
  stat.parentPid = readNumber(bytes, end)
  skipFields(bytes, end, 4)
  stat.flags = readNumber(bytes, end)
  skipFields(bytes, end, 4)
  stat.ownTicks = readNumber(bytes, end) + readNumber(bytes, end)
  stat.childrenTicks = readNumber(bytes, end) + readNumber(bytes, end)
  skipFields(bytes, end, 2)
  stat.threads = readNumber(bytes, end)
  skipFields(bytes, end, 1)
  stat.startTicks = readNumber(bytes, end)
  skipFields(bytes, end, 1)
  stat.memoryPages = readNumber(bytes, end)
  skipFields(bytes, end, 3)
  const stack = cursor
  skipFields(bytes, end, 1)
  stat.image = hash(bytes, stack, cursor, hash(bytes, nameStart + 1, nameEnd, 7))
  return cursor < end
}
