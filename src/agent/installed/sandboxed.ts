import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InstalledVersion } from './version.ts'

const maxBytes = 65_536

/** The beginning of a file; undefined if it cannot be read. */
async function readStart(path: string): Promise<Buffer | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  try {
    if (!file || !(await file.stat()).isFile()) return undefined
    const { bytesRead, buffer } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0)
    return buffer.subarray(0, bytesRead)
  } catch {
    return undefined
  } finally {
    await file?.close()
  }
}

/** `deploy`, a GVariant whose dictionary has the version as text: the key, its NUL, padding, the value, its NUL. */
export function parseFlatpakDeploy(bytes: Buffer): string | undefined {
  const [, version] = /appdata-version\0+([^\0]{1,100})\0/.exec(bytes.toString('utf8')) ?? []
  return version
}

/**
 * The version of the deployment that is in use.
 * @param file of the entry that Flatpak exported: `<installation>/exports/share/applications/<id>.desktop`
 */
export async function findFlatpakVersion(id: string, file: string): Promise<InstalledVersion | undefined> {
  const installation = dirname(dirname(dirname(dirname(file))))
  const deploy = await readStart(join(installation, 'app', id, 'current/active/deploy'))
  const version = deploy && parseFlatpakDeploy(deploy)
  return version ? { version, from: 'flatpak' } : undefined
}

/** `version: '1.2'` of a snap's own description. */
export const parseSnapYaml = (text: string): string | undefined =>
  /^version:[ \t]*(['"]?)(.{1,100}?)\1[ \t]*$/m.exec(text)?.[2]

/** The snap that an entry's file is named after: `firefox_firefox.desktop`. */
export function findSnapName(entryFile: string): string | undefined {
  return /\/snapd\/desktop\/applications\/([a-z0-9-]+)_[^/]+\.desktop$/.exec(entryFile)?.[1]
}

/** The version of the revision that is in use. @param mounts usually `/snap` */
export async function findSnapVersion(snap: string, mounts: string): Promise<InstalledVersion | undefined> {
  const yaml = await readStart(join(mounts, snap, 'current/meta/snap.yaml'))
  const version = yaml && parseSnapYaml(yaml.toString('utf8'))
  return version ? { version, from: 'snap' } : undefined
}
