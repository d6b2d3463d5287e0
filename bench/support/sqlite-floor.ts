import Database from 'better-sqlite3'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { processHourUpsert, spanUpsert, toSqlite } from '../../src/server/store/upsert.ts'
import { enrolSenders, type Sender, type Upload } from './batches.ts'

/** A SQLite file of the server's schema that takes the rows of uploads, and nothing but the rows. */
export interface SqliteFloor {
  readonly senders: readonly Sender[]
  /** One durable transaction an upload, one prepared statement a row. */
  write(uploads: readonly Upload[]): void
  close(): void
}

export async function openSqliteFloor(file: string, senderCount: number): Promise<SqliteFloor> {
  const store = openSqlite(file)
  const senders = await enrolSenders(store, senderCount)
  await store.close()
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('secure_delete = ON')
  const hour = db.prepare(toSqlite(processHourUpsert))
  const span = db.prepare(toSqlite(spanUpsert))
  const writeOne = db.transaction(({ hours, spans }: Upload) => {
    for (const row of hours) hour.run(...row)
    for (const row of spans) span.run(...row)
  })
  return {
    senders,
    write: (uploads) => {
      for (const upload of uploads) writeOne.immediate(upload)
    },
    close: () => {
      db.close()
    },
  }
}
