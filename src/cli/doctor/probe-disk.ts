import { accessSync, constants, existsSync, readdirSync, type Stats, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isShortOfRoom } from '../../agent/journal/ballast.ts'
import { type DataDir, reasonOf } from '../data-dir.ts'
import type { Case } from './cases.ts'
import { evaluateDisk } from './evaluate.ts'

/** The data folder as it stands: whether one can write there, and whether anybody else can look. Changes nothing. */
export function probeFolder({ root, agent, server, outbox }: DataDir): Case {
  const parts = [agent, server, outbox].filter((folder) => existsSync(folder))
  try {
    for (const folder of [findExisting(root), ...parts]) {
      readdirSync(folder) // a file in its place is refused here
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    }
  } catch (error) {
    return { code: 'folder_unwritable', folder: root, reason: reasonOf(error) }
  }
  if (parts.length === 0) return { code: 'folder_absent', folder: root }
  const paths = process.platform === 'win32' ? [] : parts.flatMap(findExposed)
  return paths.length > 0 ? { code: 'folder_exposed', folder: root, paths } : { code: 'folder_fine', folder: root }
}

/** The folder itself and the files in it that other accounts may read or write. */
function findExposed(folder: string): string[] {
  const files = readdirSync(folder).map((name) => join(folder, name))
  return [folder, ...files].filter((path) => {
    const stats: Stats | undefined = statSync(path, { throwIfNoEntry: false })
    return stats !== undefined && (stats.mode & 0o077) !== 0
  })
}

/** The path, or what there is of it. */
function findExisting(path: string): string {
  const parent = dirname(path)
  return existsSync(path) || parent === path ? path : findExisting(parent)
}

/** The room that is left where the data lies or will lie. */
export function probeDisk({ root, agent, journal }: DataDir): Case {
  const { bavail, bsize } = statfsSync(findExisting(root))
  return evaluateDisk(root, bavail * bsize, existsSync(agent) && isShortOfRoom(journal))
}
