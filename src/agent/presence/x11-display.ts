/** A display of this computer: its number and screen. */
export interface LocalDisplay {
  readonly number: number
  readonly screen: number
}

/**
 * Reads `DISPLAY`, as `:0` or `unix:1.0`. Undefined for a display of another computer, as one that ssh forwards: its windows
 * belong to processes that are not here.
 */
export function parseDisplay(display: string): LocalDisplay | undefined {
  const [, number, screen = '0'] = /^(?:unix\/?)?:(\d{1,5})(?:\.(\d{1,3}))?$/.exec(display) ?? []
  return number === undefined ? undefined : { number: Number(number), screen: Number(screen) }
}

/** What the server wants to see before it talks. Latin-1, as on the wire. */
export interface Cookie {
  readonly name: string
  readonly data: string
}

const localFamily = 256
const anyFamily = 65_535

/**
 * Finds the cookie of a display in an Xauthority file; undefined if there is none. An entry that is cut off ends the file.
 *     family, then address, display, name, data: each with its length before it, all big-endian
 */
export function findCookie(file: Buffer, display: number, hostname: string): Cookie | undefined {
  let at = 0
  const readField = (): string | undefined => {
    if (at + 2 > file.length) return undefined
    const length = file.readUInt16BE(at)
    const start = at + 2
    at = start + length
    return at > file.length ? undefined : file.toString('latin1', start, at)
  }
  while (at + 2 <= file.length) {
    const family = file.readUInt16BE(at)
    at += 2
    const [address, number, name, data] = [readField(), readField(), readField(), readField()]
    if (name === undefined || data === undefined) return undefined
    const isOurs = family === anyFamily || (family === localFamily && address === hostname)
    if (isOurs && (number === '' || number === String(display))) return { name, data }
  }
  return undefined
}
