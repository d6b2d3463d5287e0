import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FindVersions } from './version.ts'

/** Lists of files longer than this are of fonts and headers. */
const maxListBytes = 8_388_608

/** Which package brought which of the files. Reads one list after the other, and waits for each: nothing else is held up. */
async function findOwners(folder: string, wanted: ReadonlySet<string>): Promise<Map<string, string>> {
  const owners = new Map<string, string>()
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.list')) continue
    const file = join(folder, name)
    if ((await stat(file)).size > maxListBytes) continue
    const list = await readFile(file)
    if (!list.includes('.desktop\n')) continue
    const owner = name.slice(0, -'.list'.length).split(':')[0]!
    for (const line of list.toString('utf8').split('\n')) if (wanted.has(line)) owners.set(line, owner)
  }
  return owners
}

/** `/var/lib/dpkg/status` → the versions of installed packages among some, by name. */
export function parseDpkgStatus(text: string, wanted: ReadonlySet<string>): Map<string, string> {
  const versions = new Map<string, string>()
  for (const stanza of text.split('\n\n')) {
    const name = /^\n?Package: (.+)$/m.exec(stanza)?.[1]
    if (!name || !wanted.has(name) || !/^Status: .* installed$/m.test(stanza)) continue
    const version = /^Version: (.+)$/m.exec(stanza)?.[1]
    if (version) versions.set(name, version)
  }
  return versions
}

/**
 * Versions of Debian's packages from dpkg's own files, without starting anything. Nothing is read again until dpkg changed something.
 * @param folder usually `/var/lib/dpkg`
 */
export function createDpkgVersions(folder: string): FindVersions {
  let readAt: number | undefined
  let known: ReadonlyMap<string, string> = new Map()
  let owners: ReadonlyMap<string, string> = new Map()
  let asked: ReadonlySet<string> = new Set()
  return async (entryFiles) => {
    try {
      const status = join(folder, 'status')
      const { mtimeMs } = await stat(status)
      if (mtimeMs !== readAt || entryFiles.some((file) => !asked.has(file))) {
        asked = new Set(entryFiles)
        owners = await findOwners(join(folder, 'info'), asked)
        known = parseDpkgStatus(await readFile(status, 'utf8'), new Set(owners.values()))
        readAt = mtimeMs
      }
    } catch {
      return new Map() // no Debian, or dpkg is at work: the next day will tell
    }
    return new Map(
      entryFiles.flatMap((file) => {
        const version = known.get(owners.get(file) ?? '')
        return version ? [[file, { version, from: 'dpkg' as const }] as const] : []
      }),
    )
  }
}
