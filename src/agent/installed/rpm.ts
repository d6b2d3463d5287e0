import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { FindVersions, InstalledVersion } from './version.ts'

const run = promisify(execFile)

/** Of a database that is stuck nothing is told. */
const timeoutMs = 60_000
const databases = ['/var/lib/rpm', '/usr/lib/sysimage/rpm']

/** A line for each file, in their order; without a tab where no package has it. Anything else says nothing. */
export function parseRpmAnswer(files: readonly string[], answer: string): Map<string, InstalledVersion> {
  const lines = answer.split('\n').filter(Boolean)
  if (lines.length !== files.length) return new Map()
  return new Map(
    lines.flatMap((line, i) => {
      const [, version] = line.split('\t')
      return version ? [[files[i]!, { version, from: 'rpm' as const }] as const] : []
    }),
  )
}

/** Versions of RPM's packages: only rpm itself can read its database. */
export const findRpmVersions: FindVersions = async (entryFiles) => {
  if (entryFiles.length === 0 || !databases.some((folder) => existsSync(folder))) return new Map()
  const args = ['-qf', '--qf', '%{NAME}\t%{VERSION}-%{RELEASE}\n', ...entryFiles]
  const options = { timeout: timeoutMs, maxBuffer: 4_194_304 }
  // rpm fails if there is a file that no package has, and tells of the others all the same.
  const answer = await run('rpm', args, options).catch((error: { stdout?: string }) => error)
  return parseRpmAnswer(entryFiles, answer.stdout ?? '')
}
