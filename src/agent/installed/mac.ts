import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toPlainText } from '../../core/text.ts'
import type { Identify } from '../processes/identify.ts'
import type { FoundApp, ReadInstalled } from './installed.ts'

const run = promisify(execFile)

const timeoutMs = 10_000

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** `CFBundleShortVersionString`, or `CFBundleVersion`, of an `Info.plist` written as XML. */
export function parseInfoPlist(xml: string): string | undefined {
  const read = (key: string) => new RegExp(`<key>${key}</key>\\s*<string>([^<]{1,500})</string>`).exec(xml)?.[1]
  const version = read('CFBundleShortVersionString') ?? read('CFBundleVersion')
  return version?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)
}

/** The bundles in some folders; their property lists may be binary, so plutil is asked for each. */
export const createMacInstalled =
  (folders: readonly string[], identify: Identify): ReadInstalled =>
  async () => {
    const found: FoundApp[] = []
    for (const folder of folders)
      for (const name of await readdir(folder).catch((): string[] => [])) {
        if (!name.endsWith('.app')) continue
        const contents = join(folder, name, 'Contents')
        const args = ['-convert', 'xml1', '-o', '-', join(contents, 'Info.plist')]
        const answer = await run('/usr/bin/plutil', args, { timeout: timeoutMs }).catch(() => ({ stdout: '' }))
        const version = toPlainText(parseInfoPlist(answer.stdout) ?? '', 100)
        const app = identify({ pid: 0, exe: join(contents, 'MacOS', name), name })
        found.push({ app, detail: version ? { version, from: 'bundle' } : {} })
      }
    return found
  }
