import { posix, win32 } from 'node:path'
import type { ProcessDescriptor } from 'ps-list'

/** What the list says of one process, with its traps undone. */
export interface Listed {
  readonly pid: number
  readonly parentPid: number
  /** Empty where the system does not tell. */
  readonly exe: string
  readonly name: string
  /** Epoch milliseconds, whole seconds; undefined on Windows. */
  readonly startedAt: number | undefined
  readonly ended: boolean
}

/** What ps-list and pidusage start to read the processes: part of reading, not of what is read. */
const readers = new Set(['ps', 'getconf', 'sh', 'powershell.exe', 'wmic.exe', 'conhost.exe'])

const isReader = ({ name, ppid }: ProcessDescriptor, ownPid: number) =>
  ppid === ownPid && (readers.has(posix.basename(name).toLowerCase()) || /^fastlist-.*\.exe$/i.test(name))

/** Kernel threads of Linux are `kthreadd`, process 2, and its children; of Windows the idle process, 0. */
function isKernel({ pid, ppid }: ProcessDescriptor, platform: NodeJS.Platform, hasKernelThreads: boolean): boolean {
  if (platform === 'win32') return pid === 0
  return platform === 'linux' && hasKernelThreads && (pid === 2 || ppid === 2)
}

/** Zombies keep their name in brackets or parentheses: `[bash] <defunct>` on Linux, `(bash)` on macOS. */
const isEnded = (cmd: string, platform: NodeJS.Platform) =>
  cmd.endsWith('<defunct>') || (platform === 'darwin' && /^\([^()]*\)$/.test(cmd))

/**
 * The executable's path: as ps-list found it, else the name itself, which macOS gives as a path. A command line is only believed
 * where ps-list saw that its first word is a file, because a program can write there what it likes.
 */
const toExecutable = ({ path = '', name }: ProcessDescriptor) => path || (name.startsWith('/') ? name : '')

/**
 * The name in full: the kernel keeps 15 characters of it, so the first word of the command line replaces it if it starts
 * with what is kept.
 */
function toName({ name, cmd = '' }: ProcessDescriptor, exe: string): string {
  if (exe) return exe.includes('\\') ? win32.basename(exe) : posix.basename(exe)
  const word = posix.basename(cmd.split(' ')[0]!.replace(/^-/, ''))
  return name.length >= 15 && word.startsWith(name) ? word : name
}

/** Reads ps-list's answer: only processes that are recorded, none of the kernel's and none that were started to read them. */
export function toListed(rows: readonly ProcessDescriptor[], ownPid: number, platform: NodeJS.Platform): Listed[] {
  // In a container, process 2 is an ordinary one.
  const hasKernelThreads = rows.some(({ pid, name }) => pid === 2 && name === 'kthreadd')
  return rows
    .filter((row) => !isReader(row, ownPid) && !isKernel(row, platform, hasKernelThreads))
    .map((row) => {
      const exe = toExecutable(row)
      const ended = isEnded(row.cmd ?? '', platform)
      return {
        pid: row.pid,
        parentPid: row.ppid,
        exe,
        name: toName(row, exe),
        startedAt: row.startTime?.getTime(),
        ended,
      }
    })
}
