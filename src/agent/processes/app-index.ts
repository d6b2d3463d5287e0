import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type DesktopEntry, readDesktopEntries } from './desktop-entries.ts'
import { isStarter } from './desktop-exec.ts'
import { createWindowClasses } from './window-classes.ts'

export interface IndexOptions {
  readonly home: string
  /** Which of an entry's names to take, `pt_BR`. */
  readonly locale?: string
  /** Where `applications/` folders lie, most important first: `XDG_DATA_HOME`, then `XDG_DATA_DIRS`. */
  readonly dataDirs: readonly string[]
  /** Folders in which a command without a path is looked for. */
  readonly path: readonly string[]
}

/** Which desktop entry a program's file belongs to. */
export interface AppIndex {
  find(exe: string): DesktopEntry | undefined
  /** The entry whose windows are of that class: it says so, is named so, or starts a program of that name; else the one that speaks for its program. */
  findByClass(windowClass: string): DesktopEntry | undefined
}

/** One entry's word for a file or a folder; several may want the same. */
interface Claim {
  readonly entry: DesktopEntry
  readonly exe: string
}

const sharedFolders = new Set(
  ['', '/usr', '/usr/local'].flatMap((root) =>
    ['', '/bin', '/sbin', '/lib', '/lib64', '/lib32', '/libexec', '/share', '/games'].map((folder) => root + folder),
  ),
)
for (const folder of ['/', '/opt', '/opt/bin', '/home', '/root', '/tmp', '/run', '/var', '/snap', '/nix/store']) {
  sharedFolders.add(folder)
}
const sharedHomeFolders = [
  '',
  '/bin',
  '/.local',
  '/.local/bin',
  '/.local/share',
  '/.local/lib',
  '/go/bin',
  '/.cargo/bin',
].concat(['/Applications', '/AppImages', '/Downloads', '/Desktop'])
// Multiarch folders, and Java runtimes, which belong to whoever runs on them.
const sharedShape = /^\/usr\/lib\/([^/]+-linux-[^/]+|jvm\/.*|jvm)$/

/** Folders of a program's parts, below which its own folder is meant. */
const partFolders = new Set(['bin', 'sbin', 'lib', 'libexec', 'program'])
const homesOfPrograms = ['/usr/lib', '/usr/lib64', '/usr/libexec', '/usr/local/lib', '/opt']

function toRealPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Where a program's file is, links followed; undefined if it is not installed. */
function resolveProgram(program: string, path: readonly string[]): string | undefined {
  if (program.startsWith('/')) return toRealPath(program)
  if (program.includes('/')) return undefined
  for (const folder of path) {
    if (!folder.startsWith('/')) continue
    const exe = toRealPath(join(folder, program))
    if (exe) return exe
  }
  return undefined
}

/** `org.gnome.Nautilus.desktop` is about `nautilus`, `firefox.desktop` about `firefox`. */
function isNamedAfter(entry: DesktopEntry, exe: string): boolean {
  const id = entry.id.slice(0, -'.desktop'.length).toLowerCase()
  const names = [exe, entry.command.program].map((path) => basename(path).toLowerCase())
  return names.some((name) => id === name || id.endsWith(`.${name}`))
}

/**
 * Which of two entries for the same program speaks for it: the one named after it; the one that menus show; the one with
 * fewer fixed arguments, which stand for a part or a profile of the program; the shorter id; the first in the alphabet.
 */
function compareClaims(a: Claim, b: Claim): number {
  return (
    Number(isNamedAfter(b.entry, b.exe)) - Number(isNamedAfter(a.entry, a.exe)) ||
    Number(a.entry.noDisplay) - Number(b.entry.noDisplay) ||
    a.entry.command.args.length - b.entry.command.args.length ||
    a.entry.id.length - b.entry.id.length ||
    (a.entry.id < b.entry.id ? -1 : 1)
  )
}

const best = (claims: readonly Claim[]) => [...claims].sort(compareClaims)[0]!.entry

/** Reads all entries and settles what belongs to which; some 30 ms on a full desktop. */
export function createAppIndex({ home, locale, dataDirs, path }: IndexOptions): AppIndex {
  const files = new Map<string, Claim[]>()
  const folders = new Map<string, Claim[]>()
  const shared = new Set([...sharedFolders, ...path, ...sharedHomeFolders.map((folder) => home + folder)])
  const isPrivate = (folder: string) => !shared.has(folder) && !sharedShape.test(folder)

  function claim(claims: Map<string, Claim[]>, place: string, entry: DesktopEntry, exe: string) {
    const others = claims.get(place)
    if (others) others.push({ entry, exe })
    else claims.set(place, [{ entry, exe }])
  }

  function claimFolder(folder: string, entry: DesktopEntry, exe: string) {
    const parent = dirname(folder)
    if (partFolders.has(basename(folder)) && isPrivate(parent)) claim(folders, parent, entry, exe)
    else if (isPrivate(folder)) claim(folders, folder, entry, exe)
  }

  function claimScript(entry: DesktopEntry) {
    const script = entry.command.args.find((arg) => arg.startsWith('/'))
    if (script) claimFolder(dirname(script), entry, script)
  }

  /** A program in a shared folder is often a script that starts what lies in a folder named like it. */
  function claimNamesake(entry: DesktopEntry, exe: string) {
    const name = basename(entry.command.program)
    for (const place of homesOfPrograms) {
      const folder = join(place, name)
      if (!isFolder(folder)) continue
      claim(files, join(folder, name), entry, exe)
      claim(folders, folder, entry, join(folder, name))
    }
  }

  function claimProgram(entry: DesktopEntry) {
    const { program } = entry.command
    // Snaps are all started by the same program; what runs lies in the snap's own folder, whose revision changes.
    if (dirname(program) === '/snap/bin') claim(folders, `/snap/${basename(program).split('.')[0]}`, entry, program)
    const exe = resolveProgram(program, path)
    if (!exe || isStarter(exe)) return
    claim(files, exe, entry, exe)
    if (isPrivate(dirname(exe))) claimFolder(dirname(exe), entry, exe)
    else claimNamesake(entry, exe)
  }

  const classes = createWindowClasses()
  for (const entry of readDesktopEntries(dataDirs, locale)) {
    if (entry.tryExec !== '' && !resolveProgram(entry.tryExec, path)) continue
    classes.add(entry)
    if (isStarter(entry.command.program)) claimScript(entry)
    else claimProgram(entry)
  }
  const find = toFind(files, folders)
  const findByClass = (windowClass: string) => {
    const entry = classes.find(windowClass)
    const exe = entry && resolveProgram(entry.command.program, path)
    // Among processes the program goes by one of its entries only.
    return exe && !isStarter(exe) ? (find(exe) ?? entry) : entry
  }
  return { find, findByClass }
}

function toFind(files: ReadonlyMap<string, Claim[]>, folders: ReadonlyMap<string, Claim[]>): AppIndex['find'] {
  const byFile = new Map([...files].map(([exe, claims]) => [exe, best(claims)]))
  // A folder in which several programs lie belongs to none of them.
  const isOnePrograms = (claims: readonly Claim[]) => claims.every(({ exe }) => exe === claims[0]!.exe)
  const byFolder = new Map(
    [...folders].filter(([, claims]) => isOnePrograms(claims)).map(([folder, claims]) => [folder, best(claims)]),
  )
  return (exe) => {
    const own = byFile.get(exe)
    if (own) return own
    for (let folder = dirname(exe); folder.length > 1; folder = dirname(folder)) {
      const entry = byFolder.get(folder)
      if (entry) return entry
    }
    return undefined
  }
}
