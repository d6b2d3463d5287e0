import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../src/server/store/store.ts'

/** The files of folders in which a word stands, in any of their bytes. */
export const filesWith = (folders: readonly string[], word: string): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((file) => {
        const bytes = readFileSync(file)
        return [Buffer.from(word), Buffer.from(word, 'utf16le')].some((each) => bytes.includes(each))
      }),
  )

/** The tables of a store in which a word stands in any column. */
export async function tablesWith({ db, t }: Store, word: string): Promise<string[]> {
  const found: string[] = []
  for (const [name, table] of Object.entries(t))
    if (JSON.stringify(await db.select().from(table)).includes(word)) found.push(name)
  return found
}
