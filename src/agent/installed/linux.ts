import { toPlainText } from '../../core/text.ts'
import type { InstalledDetail } from '../../protocol/batches.ts'
import type { AppLookups } from '../processes/identify.ts'
import { createDpkgVersions } from './dpkg.ts'
import type { FoundApp, ReadInstalled } from './installed.ts'
import { findRpmVersions } from './rpm.ts'
import { findFlatpakVersion, findSnapName, findSnapVersion } from './sandboxed.ts'
import type { InstalledVersion } from './version.ts'

/** Where packages keep what they know; the usual folders if not said. */
export interface LinuxOptions {
  readonly apps: Pick<AppLookups, 'listInstalled'>
  readonly dpkg?: string
  readonly snaps?: string
}

const toDetail = (found: InstalledVersion | undefined): InstalledDetail => {
  const version = toPlainText(found?.version ?? '', 100)
  return version && found ? { version, from: found.from } : {}
}

/** The programs of the menus, with the versions that their installers tell. */
export function createLinuxInstalled({ apps, dpkg = '/var/lib/dpkg', snaps = '/snap' }: LinuxOptions): ReadInstalled {
  const findDpkgVersions = createDpkgVersions(dpkg)
  return async () => {
    const programs = apps.listInstalled()
    const files = programs.filter(({ flatpak }) => !flatpak).map(({ entryFile }) => entryFile)
    const ofDebian = await findDpkgVersions(files)
    const ofRpm = await findRpmVersions(files.filter((file) => !ofDebian.has(file)))
    const found: FoundApp[] = []
    for (const { app, entryFile, flatpak } of programs) {
      const snap = findSnapName(entryFile)
      const version =
        ofDebian.get(entryFile) ??
        ofRpm.get(entryFile) ??
        (flatpak ? await findFlatpakVersion(flatpak, entryFile) : undefined) ??
        (snap ? await findSnapVersion(snap, snaps) : undefined)
      found.push({ app, detail: toDetail(version) })
    }
    return found
  }
}
