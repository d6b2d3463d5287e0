import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a process did to its files and said, in order. */
export type Deed =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'said'; readonly text: string }

/** Runs a script and watches what it asks of the system (strace). */
export function watch(child: string, args: readonly string[], file: string): Deed[] {
  const trace = join(dirname(child), 'trace')
  const calls = 'trace=pwrite64,write,fdatasync,fsync,ftruncate,unlink'
  const strace = ['-y', '-xx', '-s', '5000', '-e', calls, '-o', trace, process.execPath, child, ...args]
  const { stderr, signal } = spawnSync('strace', strace)
  if (signal !== 'SIGKILL') throw new Error(`the child did not run to its end: ${stderr}`)
  return readFileSync(trace, 'latin1')
    .split('\n')
    .flatMap(toDeed)
    .filter((deed) => deed.kind === 'said' || deed.file.startsWith(file))
}

const hex = (text: string) => Buffer.from(text.replaceAll('\\x', ''), 'hex')

function toDeed(line: string): Deed[] {
  const [, removed] = /^unlink\("([^"]*)"\)\s+= 0$/.exec(line) ?? []
  if (removed !== undefined) return [{ kind: 'remove', file: hex(removed).toString() }]
  const [, call, number, name, rest] = /^(\w+)\((\d+)<([^>]*)>,? ?(.*)$/.exec(line) ?? []
  if (!call || !/= \d+$/.test(line)) return []
  const file = hex(name!).toString()
  if (call === 'fdatasync' || call === 'fsync') return [{ kind: 'sync', file }]
  if (call === 'ftruncate') return [{ kind: 'truncate', file, size: Number.parseInt(rest!, 10) }]
  const [, text, at] = /^"([^"]*)", \d+(?:, (\d+))?\)/.exec(rest!) ?? []
  if (text === undefined) return []
  if (call === 'write') return number === '1' ? [{ kind: 'said', text: hex(text).toString() }] : []
  return [{ kind: 'write', file, at: Number(at), bytes: hex(text) }]
}

/**
 * The files as they are on disk when the power goes: all that was synced, and of what was written since nothing, or whatever
 * chance left of it, sector by sector.
 */
export function cutPower(deeds: readonly Deed[], keep: () => boolean): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const waiting = new Map<string, Deed[]>()
  for (const deed of deeds) {
    if (deed.kind === 'said') continue
    const since = waiting.get(deed.file) ?? []
    const isEnd = deed.kind === 'sync' || deed.kind === 'remove'
    if (deed.kind === 'sync') applyAll(files, since)
    if (deed.kind === 'remove') files.delete(deed.file)
    waiting.set(deed.file, isEnd ? [] : [...since, ...toSectors(deed)])
  }
  applyAll(files, [...waiting.values()].flat().filter(keep))
  return files
}

const applyAll = (files: Map<string, Buffer>, deeds: readonly Deed[]) => {
  for (const deed of deeds) apply(files, deed)
}

const sector = 512

function toSectors(deed: Deed): Deed[] {
  if (deed.kind !== 'write') return [deed]
  const parts: Deed[] = []
  for (let from = 0; from < deed.bytes.length; ) {
    const to = Math.min(deed.bytes.length, from + sector - ((deed.at + from) % sector))
    parts.push({ ...deed, at: deed.at + from, bytes: deed.bytes.subarray(from, to) })
    from = to
  }
  return parts
}

function apply(files: Map<string, Buffer>, deed: Deed): void {
  if (deed.kind !== 'write' && deed.kind !== 'truncate') return
  const old = files.get(deed.file) ?? Buffer.alloc(0)
  if (deed.kind === 'truncate') {
    const resized = Buffer.alloc(deed.size)
    old.copy(resized)
    files.set(deed.file, resized)
    return
  }
  const end = deed.at + deed.bytes.length
  const grown = end > old.length ? Buffer.concat([old, Buffer.alloc(end - old.length)]) : old
  deed.bytes.copy(grown, deed.at)
  files.set(deed.file, grown)
}
