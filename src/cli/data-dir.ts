import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { AppError } from '../core/errors.ts'

/** Where this computer keeps what is recorded and stored. Every path is absolute. */
export interface DataDir {
  readonly root: string
  readonly agent: string
  readonly server: string
  readonly journal: string
  readonly credentials: string
  readonly serverDatabase: string
  /** What second factors are sealed with, unless a setting has it. */
  readonly serverKey: string
  readonly outbox: string
}

/** The platform's own folders: XDG on Linux, Library on macOS, AppData on Windows. */
export const platformFolders = (): { readonly data: string; readonly config: string; readonly log: string } =>
  envPaths('usage-audit', { suffix: '' })

/** The paths of a data folder; touches nothing. */
export function toDataDir(dir: string = platformFolders().data): DataDir {
  const root = resolve(dir)
  const agent = join(root, 'agent')
  const server = join(root, 'server')
  return {
    root,
    agent,
    server,
    journal: join(agent, 'journal.db'),
    credentials: join(agent, 'credentials.json'),
    serverDatabase: join(server, 'usage-audit.db'),
    serverKey: join(server, 'server.key'),
    outbox: join(root, 'outbox'),
  }
}

/**
 * Makes the folders that are missing, readable by their owner only.
 * @throws AppError `cannot_create` naming the folder if one cannot be made or written to
 */
export function openDataDir(dir?: string): DataDir {
  const paths = toDataDir(dir)
  for (const folder of [paths.agent, paths.server, paths.outbox]) openFolder(folder, paths.root)
  return paths
}

/** Node's own `recursive` never ends where a file system (as /proc) answers ENOENT below a folder that exists. */
function makeFolder(folder: string) {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process, starting at the same time, was faster.
    if (!existsSync(folder)) throw error
  }
}

function openFolder(folder: string, root: string) {
  try {
    makeFolder(folder)
    readdirSync(folder) // a file in its place is refused here
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new AppError(
      'cannot_create',
      `cannot keep data in ${root}: ${reasonOf(cause)}. Name a folder you can write to with --data-dir DIR.`,
      { at: root, cause },
    )
  }
}

/** Why the system refused a folder, in words for a person. */
export const reasonOf = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a file with the name of a folder is in the way',
  ENOENT: 'folders cannot be made there',
}
