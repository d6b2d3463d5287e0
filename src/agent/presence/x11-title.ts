import type { TypedProperty, X11Connection } from './x11-connection.ts'
import type { Atoms } from './x11-window.ts'

/** What a window is titled; empty where it is not, or in a way that nobody knows. */
export async function readTitle(connection: X11Connection, atoms: Atoms, window: number): Promise<string> {
  const own = await connection.typedProperty(window, atoms._NET_WM_NAME)
  if (own) return toTitle(own, atoms)
  const old = await connection.typedProperty(window, atoms.WM_NAME)
  return old ? toTitle(old, atoms) : ''
}

const utf8Begin = Buffer.from('\u001b%G')
const utf8End = Buffer.from('\u001b%@')

/**
 * A text by its type: UTF-8, Latin-1, or compound text, in which UTF-8 stands between marks and what else may stand there is read
 * as Latin-1. Up to its first NUL.
 */
export function toTitle({ type, data }: TypedProperty, atoms: Pick<Atoms, 'STRING' | 'UTF8_STRING' | 'COMPOUND_TEXT'>) {
  const end = data.indexOf(0)
  const text = end < 0 ? data : data.subarray(0, end)
  if (type === atoms.UTF8_STRING) return text.toString('utf8')
  if (type === atoms.STRING) return text.toString('latin1')
  return type === atoms.COMPOUND_TEXT ? fromCompoundText(text) : ''
}

function fromCompoundText(text: Buffer): string {
  let read = ''
  for (let at = 0; at < text.length; ) {
    const begin = text.indexOf(utf8Begin, at)
    if (begin < 0) return read + text.toString('latin1', at)
    const end = text.indexOf(utf8End, begin)
    const until = end < 0 ? text.length : end
    read += text.toString('latin1', at, begin) + text.toString('utf8', begin + utf8Begin.length, until)
    at = until + utf8End.length
  }
  return read
}
