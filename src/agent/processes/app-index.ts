import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { homesOfPrograms, partFolders, sharedFolders, sharedHomeFolders, sharedShape } from './app-table.ts'
import { addClaim, type Claims, type Settled, settleClaims } from './claims.ts'
import { type InstalledEntry, readDesktopEntries } from './desktop-entries.ts'
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
export interface AppIndex extends Settled {
  /** The entry whose windows are of that class: it says so, is named so, or starts a program of that name; else the one that speaks for its program. */
  findByClass(windowClass: string): InstalledEntry | undefined
  /** @param id with `.desktop` */
  findById(id: string): InstalledEntry | undefined
  /** The entries of sandboxed programs, which no file tells. */
  readonly flatpaks: readonly InstalledEntry[]
  /** Whether the entry's program is run by an interpreter, as a script is. Terminals are left out: what runs in them is not theirs. */
  isInterpreted(entry: InstalledEntry): boolean
}

export function toRealPath(path: string): string | undefined {
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
export function resolveProgram(program: string, path: readonly string[]): string | undefined {
  if (program.startsWith('/')) return toRealPath(program)
  if (program.includes('/')) return undefined
  for (const folder of path) {
    if (!folder.startsWith('/')) continue
    const exe = toRealPath(join(folder, program))
    if (exe) return exe
  }
  return undefined
}

/** By its first two bytes: a program may be larger than all the memory that we may take. */
function isScript(file: string | undefined): boolean {
  let open: number | undefined
  try {
    if (file === undefined || !statSync(file).isFile()) return false
    open = openSync(file, 'r')
    const start = Buffer.alloc(2)
    readSync(open, start)
    return start.toString() === '#!'
  } catch {
    return false
  } finally {
    if (open !== undefined) closeSync(open)
  }
}

/** Reads all entries and settles what belongs to which; some 30 ms on a full desktop. */
export function createAppIndex({ home, locale, dataDirs, path }: IndexOptions): AppIndex {
  const files: Claims = new Map()
  const folders: Claims = new Map()
  const shared = new Set([...sharedFolders, ...path, ...sharedHomeFolders.map((folder) => home + folder)])
  const isPrivate = (folder: string) => !shared.has(folder) && !sharedShape.test(folder)

  function claimFolder(folder: string, entry: InstalledEntry, exe: string) {
    const parent = dirname(folder)
    if (partFolders.has(basename(folder)) && isPrivate(parent)) addClaim(folders, parent, { entry, exe })
    else if (isPrivate(folder)) addClaim(folders, folder, { entry, exe })
  }

  function claimScript(entry: InstalledEntry) {
    const script = entry.command.args.find((arg) => arg.startsWith('/'))
    if (!script) return
    addClaim(files, toRealPath(script) ?? script, { entry, exe: script })
    claimFolder(dirname(script), entry, script)
  }

  /** A program in a shared folder is often a script that starts what lies in a folder named like it. */
  function claimNamesake(entry: InstalledEntry, exe: string) {
    const name = basename(entry.command.program)
    for (const place of homesOfPrograms) {
      const folder = join(place, name)
      if (!isFolder(folder)) continue
      addClaim(files, join(folder, name), { entry, exe })
      addClaim(folders, folder, { entry, exe: join(folder, name) })
    }
  }

  function claimProgram(entry: InstalledEntry) {
    const { program } = entry.command
    // Snaps are all started by the same program; what runs lies in the snap's own folder, whose revision changes.
    if (dirname(program) === '/snap/bin')
      addClaim(folders, `/snap/${basename(program).split('.')[0]}`, { entry, exe: program })
    const exe = resolveProgram(program, path)
    if (!exe || isStarter(exe)) return
    addClaim(files, exe, { entry, exe })
    if (isPrivate(dirname(exe))) claimFolder(dirname(exe), entry, exe)
    else claimNamesake(entry, exe)
  }

  const classes = createWindowClasses()
  const entries = readDesktopEntries(dataDirs, locale).filter(
    ({ tryExec }) => tryExec === '' || resolveProgram(tryExec, path),
  )
  for (const entry of entries) {
    classes.add(entry)
    if (isStarter(entry.command.program)) claimScript(entry)
    else claimProgram(entry)
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const settled = settleClaims(files, folders)
  return {
    ...settled,
    findByClass: (windowClass) => {
      const entry = classes.find(windowClass)
      const exe = entry && resolveProgram(entry.command.program, path)
      // Among processes the program goes by one of its entries only.
      return exe && !isStarter(exe) ? (settled.find(exe) ?? entry) : entry
    },
    findById: (id) => byId.get(id),
    flatpaks: entries.filter(({ flatpak }) => flatpak !== ''),
    isInterpreted: ({ terminal, command: { program } }) =>
      !terminal && (isStarter(program) || isScript(resolveProgram(program, path))),
  }
}
