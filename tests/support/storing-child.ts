// Stores batches in a server's SQLite file one after another and says each one's cursor when it is acknowledged.
import { writeSync } from 'node:fs'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { aBatch, enroll, noon } from './records.ts'

const [, , file, count] = process.argv
const store = openSqlite(file!)
const { device } = await enroll(store)
const first = aBatch()
const hourMs = 3_600_000
for (let i = 1; i <= Number(count); i++) {
  const rows = Array.from({ length: 20 }, (_, n) => [0, 0, noon + (i * 20 + n) * hourMs, 1, 1, 1, 1, 1, 1] as const)
  const batch = { ...first, batch: crypto.randomUUID(), upto: i, processHours: rows.map((row) => [...row]), spans: [] }
  await applyBatch(store, device, { batch: batch as unknown as typeof first, refused: [] }, noon)
  writeSync(1, `${i}\n`)
}
process.kill(process.pid, 'SIGKILL')
