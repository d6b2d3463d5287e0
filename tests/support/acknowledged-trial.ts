import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { bundleChild } from './children.ts'
import { needs } from './needs.ts'
import { cutPower, watch } from './power-cut.ts'
import { newFolder } from './program.ts'
import { chooseSeed, createRandom } from './random.ts'

const rowsOfBatch = 20

/** Modelled power cuts of a server on SQLite: of what was not synced, nothing is left, or any sectors of it. */
export const describeAcknowledged = (cuts: number) =>
  it.skipIf(!needs('strace', 'strace'))(
    `what a server acknowledged survives a power cut, ${cuts} times`,
    async () => {
      const seed = chooseSeed()
      const random = createRandom(seed)
      const child = await bundleChild('tests/support/storing-child.ts')
      const file = join(newFolder(), 'server.db')
      const deeds = watch(child, [file, String(Math.max(40, Math.round(cuts / 2)))], file)
      const firstSaid = deeds.findIndex(({ kind }) => kind === 'said')
      let lost = 0
      for (let i = 0; i < cuts; i++) {
        const before = deeds.slice(0, firstSaid + 1 + Math.floor(random() * (deeds.length - firstSaid)))
        const files = cutPower(before, i % 2 === 0 ? () => false : () => random() < 0.5)
        const last = before.findLast(({ kind }) => kind === 'said') as { text: string }
        const { cursor, rows, check } = readCopy(file, files)
        expect(check, `SEED=${seed}, cut ${i}`).toBe('ok')
        if (cursor < Number(last.text) || rows < cursor * rowsOfBatch) lost++
      }
      console.log(`SEED=${seed}: ${cuts} cuts in ${deeds.length} deeds, ${lost} with something acknowledged lost`)
      expect(lost).toBe(0)
    },
    600_000,
  )

/** The files that the cut left, opened as a server would that starts again. */
function readCopy(file: string, files: ReadonlyMap<string, Buffer>) {
  const copy = join(newFolder(), 'server.db')
  for (const [name, bytes] of files) if (!name.endsWith('-shm')) writeFileSync(copy + name.slice(file.length), bytes)
  const db = new Database(copy)
  const check = db.pragma('quick_check', { simple: true })
  const read = (sql: string) => db.prepare<[], { n: number }>(sql).get()!.n
  const cursor = read('select max(cursor) as n from streams')
  const rows = read('select count(*) as n from process_hours')
  db.close()
  rmSync(dirname(copy), { recursive: true })
  return { cursor, rows, check }
}
