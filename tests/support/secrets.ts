import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A secret, and the only places that may have it: files by the end of their path, `log` for what a program said. */
export interface Secret {
  readonly name: string
  readonly value: string | Buffer
  readonly allowed: readonly string[]
}

interface Place {
  readonly name: string
  readonly bytes: Buffer
}

/** Every file in folders, and what programs said. */
export const readPlaces = (folders: readonly string[], said: Readonly<Record<string, string>>): Place[] => [
  ...folders.flatMap(filesIn).map((name) => ({ name, bytes: unfold(name, readFileSync(name)) })),
  ...Object.entries(said).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
]

/** Long lines of a mail go on after a `=`. */
const unfold = (name: string, bytes: Buffer) =>
  name.endsWith('.eml') ? Buffer.from(bytes.toString('latin1').replace(/=\r?\n/g, ''), 'latin1') : bytes

const entriesOf = (folder: string): Dirent[] => readdirSync(folder, { withFileTypes: true, recursive: true })
const filesIn = (folder: string) =>
  entriesOf(folder)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** As it is, and as somebody might have written it down. */
function writings(value: string | Buffer): Buffer[] {
  const bytes = Buffer.from(value)
  const asText = ['hex', 'base64', 'base64url'] as const
  // The last characters of base64 depend on what follows.
  const encoded = asText.map((encoding) => Buffer.from(bytes.toString(encoding).replace(/.{0,2}=*$/, '')))
  const inUrl = typeof value === 'string' ? [Buffer.from(encodeURIComponent(value))] : []
  return [bytes, ...encoded, ...inUrl]
}

/** Where secrets are that should not be there. */
export const findStray = (secrets: readonly Secret[], places: readonly Place[]): string[] =>
  secrets.flatMap(({ name, value, allowed }) =>
    places
      .filter((place) => !allowed.some((end) => place.name.endsWith(end)))
      .filter(({ bytes }) => writings(value).some((writing) => bytes.includes(writing)))
      .map((place) => `${name} is in ${place.name}`),
  )

/** What in folders, or a folder itself, others of the computer could read; Windows keeps that elsewhere. */
export function findOpen(folders: readonly string[]): string[] {
  if (process.platform === 'win32') return []
  const all = folders.flatMap((folder) => [
    folder,
    ...entriesOf(folder).map((entry) => join(entry.parentPath, entry.name)),
  ])
  return all.filter((path) => {
    const stat = statSync(path)
    return (stat.mode & 0o777) !== (stat.isDirectory() ? 0o700 : 0o600)
  })
}
