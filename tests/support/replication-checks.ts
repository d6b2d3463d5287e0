import type Database from 'better-sqlite3'
import {
  type Differences,
  findDifferences,
  notRefused,
  type ReplicaRow,
  type Rows,
  readDatabase,
  readJournalRows,
  readServerRows,
  unite,
} from './replica.ts'
import { isPoisoned } from './replication-agent.ts'

export interface Settled {
  /** Of every agent: copies share their older streams. */
  readonly journals: readonly Database.Database[]
  /** What journals held that were thrown back to an older state, refused rows left out. */
  readonly discarded: readonly Rows[]
  /** The file of the server's database. */
  readonly server: string
}

/**
 * After everything was uploaded: the server has the union of the journals, each row once with the value of its youngest
 * version, so every sum agrees; and nothing that it refuses.
 * @throws Error that names the rows
 */
export function checkReplica({ journals, discarded, server }: Settled): void {
  const all = journals.map(readJournalRows)
  const living = unite(all.map(notRefused))
  const stored = readDatabase(server, readServerRows)
  for (const row of all.flatMap((rows) => [...rows.values()])) checkRow(row)
  for (const row of stored.values()) if (isPoisoned(row)) throw new Error(`a refused row was stored: ${row.key}`)
  if (discarded.length > 0) checkAfterRestoredDisk(living, unite([living, ...discarded]), stored)
  else expectNone(findDifferences(living, stored))
  checkStreams(journals, server)
}

/** No copy here was made with its memory, so nobody may see one; and refused is what was poisoned, nothing else. */
function checkRow(row: ReplicaRow): void {
  if (isPoisoned(row) !== (row.refused !== null)) throw new Error(`${row.key} is refused: ${row.refused}`)
  if (row.value.includes('conflict')) throw new Error('a process took its own batch for that of another')
}

const versionOf = (rows: Rows, key: string) => rows.get(key)?.version ?? Number.NEGATIVE_INFINITY

/** What the disk forgot may be on the server or not; what it still has is there as it is, or younger. */
function checkAfterRestoredDisk(living: Rows, ever: Rows, stored: Rows): void {
  for (const { key, version } of living.values())
    if (versionOf(stored, key) < version) throw new Error(`${key} is not on the server`)
  for (const { key, version, value } of stored.values()) {
    const known = [living.get(key), ever.get(key)].find((row) => row?.version === version)
    if (known && known.value !== value) throw new Error(`${key}: ${value} on the server, ${known.value} in the journal`)
    if (version > versionOf(ever, key)) throw new Error(`${key} was never recorded`)
  }
}

/** The server knows of which stream each is the continuation, which is how forks are seen. */
function checkStreams(journals: readonly Database.Database[], server: string): void {
  const sql = "select uuid, predecessor || ' ' || predecessor_rev as origin from streams"
  const read = (db: Database.Database) => db.prepare<[], { uuid: string; origin: string | null }>(sql).all()
  const origins = new Map(readDatabase(server, read).map(({ uuid, origin }) => [uuid, origin]))
  for (const { uuid, origin } of journals.flatMap(read))
    if (origins.has(uuid) && origins.get(uuid) !== origin) throw new Error(`stream ${uuid} continues ${origin}`)
}

function expectNone({ lost, doubled }: Differences): void {
  const lines = [...lost.map((line) => `lost: ${line}`), ...doubled.map((line) => `doubled: ${line}`)]
  if (lines.length > 0) throw new Error(`the replica differs from the journals\n${lines.join('\n')}`)
}
