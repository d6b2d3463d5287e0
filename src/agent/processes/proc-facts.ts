import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, type Stats, statSync } from 'node:fs'
import type { App } from '../../core/apps.ts'
import { type Group, parseGroup } from './cgroup.ts'

/** What else the system tells of a process. Each is asked only when it decides something; none is kept or logged. */
export interface ProcessFacts {
  /** The app of its parent; undefined if that is init, not there, or not recorded. */
  parent(): App | undefined
  /** The beginning of its command line; what is cut off is left out. */
  argv(maxBytes: number): readonly string[]
  /** The folder it works in; empty if that cannot be read. */
  cwd(): string
  group(): Group
  /** Whether its files are others than ours: its root folder is another one. */
  isElsewhere(): boolean
  /** Whether what lies at `path` here is what it executes. */
  executes(path: string): boolean
  /** The id that Flatpak gave the sandbox it is in. */
  flatpak(): string | undefined
}

const maxSmallFile = 4096

/** Undefined if it cannot be read, or is no ordinary file: a sandbox may offer a pipe, on which we would wait for ever. */
function readStart(path: string, maxBytes: number): Buffer | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    if (!fstatSync(file).isFile()) return undefined
    const bytes = Buffer.allocUnsafe(maxBytes)
    return bytes.subarray(0, readSync(file, bytes, 0, maxBytes, 0))
  } catch {
    return undefined
  } finally {
    closeSync(file)
  }
}

/** `a\0b\0` → `['a', 'b']`; of a line that filled the buffer the last word is a part only. */
export function toArgv(bytes: Buffer, maxBytes: number): string[] {
  const words = bytes.toString('utf8').split('\u0000')
  if (bytes.length === maxBytes) words.pop()
  while (words.at(-1) === '') words.pop()
  return words
}

/** `[Application]` and its `name=`, of the file that Flatpak puts into each sandbox. */
export function parseFlatpakInfo(text: string): string | undefined {
  const [, section] = /^\[Application\]\n((?:[^[].*\n|\n)*)/m.exec(`${text}\n`) ?? []
  const [, id] = /^name=([A-Za-z_][\w-]*(?:\.[\w-]+)+)$/m.exec(section ?? '') ?? []
  return id && id.length <= 255 ? id : undefined
}

function tryStat(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

const isSame = (a: Stats | undefined, b: Stats | undefined) => a?.dev === b?.dev && a?.ino === b?.ino

/** The effective user: the folder is always that user's, while an undumpable process's files in it are root's. */
export function readAccount(folder: string): number | undefined {
  try {
    return statSync(folder).uid
  } catch {
    return undefined
  }
}

const deleted = ' (deleted)'

/** Empty if it cannot be read: another account's, or ended. */
export function readExecutable(folder: string): string {
  try {
    const exe = readlinkSync(`${folder}/exe`)
    return exe.endsWith(deleted) ? exe.slice(0, -deleted.length) : exe
  } catch {
    return ''
  }
}

/**
 * @param folder of the process, `/proc/7`
 * @param parent asks for the parent's app
 */
export function readProcessFacts(folder: string, parent: () => App | undefined): ProcessFacts {
  return {
    parent,
    argv: (maxBytes) => toArgv(readStart(`${folder}/cmdline`, maxBytes) ?? Buffer.alloc(0), maxBytes),
    cwd: () => {
      try {
        return readlinkSync(`${folder}/cwd`)
      } catch {
        return ''
      }
    },
    group: () => parseGroup(readStart(`${folder}/cgroup`, maxSmallFile)?.toString('utf8') ?? ''),
    isElsewhere: () => {
      const root = tryStat(`${folder}/root/`)
      return root !== undefined && !isSame(root, tryStat('/'))
    },
    executes: (path) => isSame(tryStat(`${folder}/exe`), tryStat(path)),
    flatpak: () => parseFlatpakInfo(readStart(`${folder}/root/.flatpak-info`, maxSmallFile)?.toString('utf8') ?? ''),
  }
}
