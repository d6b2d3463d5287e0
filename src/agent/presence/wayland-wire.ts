/** Bytes that are no Wayland. */
export class WireError extends Error {}

export interface WireMessage {
  readonly object: number
  readonly opcode: number
  readonly body: Buffer
}

/** Reads one argument after the other. Each throws `WireError` where the message ends before its argument does. */
export interface WireArgs {
  /** Unsigned 32 bits: a number, an object or a new id. */
  uint(): number
  /** Empty for null. What is no UTF-8 becomes U+FFFD. */
  text(): string
  /** An array of 32-bit words; a rest that is no whole word is left out. */
  words(): number[]
}

const headerBytes = 8
const toPadded = (length: number) => (length + 3) & ~3

/**
 * One request. Words are in the order of this computer, which is little-endian wherever there are desktops.
 *     object, size << 16 | opcode, then the arguments; a text is its length with its NUL, its bytes, and zeros up to a whole word
 */
export function toRequest(object: number, opcode: number, args: readonly (number | string)[]): Buffer {
  const parts = args.map((arg) => (typeof arg === 'number' ? toWord(arg) : toTextArg(arg)))
  const size = parts.reduce((sum, part) => sum + part.length, headerBytes)
  return Buffer.concat([toWord(object), toWord(size * 65_536 + opcode), ...parts])
}

function toWord(value: number): Buffer {
  const word = Buffer.alloc(4)
  word.writeUInt32LE(value)
  return word
}

function toTextArg(text: string): Buffer {
  const length = Buffer.byteLength(text) + 1
  const arg = Buffer.alloc(4 + toPadded(length))
  arg.writeUInt32LE(length)
  arg.write(text, 4)
  return arg
}

/**
 * Cuts what a socket gives into messages, however it was torn; keeps less than 64 KB.
 * @throws WireError at a size that no message can have
 */
export function createSplitter(): (chunk: Buffer) => WireMessage[] {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const messages: WireMessage[] = []
    while (rest.length >= headerBytes) {
      const word = rest.readUInt32LE(4)
      const size = word >>> 16
      if (size < headerBytes || size % 4 > 0) throw new WireError(`a message of ${size} bytes`)
      if (rest.length < size) break
      messages.push({
        object: rest.readUInt32LE(0),
        opcode: word & 0xffff,
        body: rest.subarray(headerBytes, size),
      })
      rest = rest.subarray(size)
    }
    return messages
  }
}

export function readArgs(body: Buffer): WireArgs {
  let at = 0
  const take = (length: number): Buffer => {
    const end = at + toPadded(length)
    if (end > body.length) throw new WireError(`an argument of ${length} bytes in a message of ${body.length}`)
    const bytes = body.subarray(at, at + length)
    at = end
    return bytes
  }
  const uint = () => take(4).readUInt32LE(0)
  return {
    uint,
    text: () => {
      const bytes = take(uint())
      const end = bytes.indexOf(0)
      return bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
    },
    words: () => {
      const bytes = take(uint())
      return Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(4 * i))
    },
  }
}
