import { copyFileSync, existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { journalTables } from './inspect.ts'
import type { JournalDb } from './open.ts'

export type Row = Readonly<Record<string, unknown>>
export type JournalTable = (typeof journalTables)[number]

export interface Column {
  readonly name: string
  readonly type: string
  readonly notnull: number
  /** Its place in the primary key, from 1; 0 if it has none. */
  readonly pk: number
}

/** What a damaged journal still gives. */
export interface Found {
  readonly rows: Readonly<Record<JournalTable, readonly Row[]>>
  /** Whether every row is there, as far as the file itself can tell. */
  readonly whole: boolean
}

/**
 * The rows of the file; if that gives nothing, of the file without its write-ahead log, which may be another's.
 * @param sound a journal as it should be: its columns count, by their places, where the names of others are damaged
 */
export function readDamaged(file: string, sound: JournalDb): Found {
  const found = readTables(file, sound)
  if (found.rows.streams.length > 0 || !existsSync(file) || !existsSync(`${file}-wal`)) return found
  const alone = `${file}.alone`
  try {
    copyFileSync(file, alone)
    return { ...readTables(alone, sound), whole: false }
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(alone + end, { force: true })
  }
}

function readTables(file: string, sound: JournalDb): Found {
  const none = Object.fromEntries(journalTables.map((table) => [table, []])) as unknown as Found['rows']
  let db: JournalDb
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
  } catch {
    return { rows: none, whole: false }
  }
  try {
    const read = journalTables.map((table) => [table, readTable(db, table, sound)] as const)
    const rows = Object.fromEntries(read.map(([table, { rows: some }]) => [table, some])) as unknown as Found['rows']
    return { rows, whole: read.every(([, { whole }]) => whole) && isOnlyIndexes(db) }
  } finally {
    db.close()
  }
}

/** From the front as far as it goes, and if that is not to the end, from there as far as it goes. */
function readTable(db: JournalDb, table: JournalTable, sound: JournalDb): { rows: Row[]; whole: boolean } {
  const rows: Row[] = []
  const names = columnsOf(sound, table).map(({ name }) => name)
  const read = (order: 'asc' | 'desc'): boolean => {
    try {
      const key = keyOf(db, table).map((name) => `${name} ${order}`)
      const all = db.prepare(`select * from ${table} order by ${key.join(', ')}`)
      if (all.columns().length !== names.length) return false
      for (const values of all.raw().iterate() as IterableIterator<unknown[]>)
        rows.push(Object.fromEntries(names.map((name, i) => [name, values[i]])))
      return true
    } catch {
      return false
    }
  }
  const whole = read('asc')
  if (!whole) read('desc')
  return { rows, whole }
}

export const columnsOf = (db: JournalDb, table: JournalTable): Column[] => db.pragma(`table_info(${table})`) as Column[]

const keyOf = (db: JournalDb, table: JournalTable) =>
  columnsOf(db, table)
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name)

/** Whether only what is made from the rows is damaged, or what tells of recording itself, and none of the rows. */
function isOnlyIndexes(db: JournalDb): boolean {
  try {
    const indexes = db
      .prepare<[], { rootpage: number }>(
        "select rootpage from sqlite_schema where (type = 'index' and sql is not null) or name in ('meters', 'state')",
      )
      .all()
      .map(({ rootpage }) => rootpage)
    const problems = db.pragma('integrity_check(100)') as { integrity_check: string }[]
    return problems.every(({ integrity_check: text }) => {
      const tree = /tree (?:page )?(\d+)/i.exec(text)?.[1]
      return text === 'ok' || (tree ? indexes.includes(Number(tree)) : /\bindex (process_hours|spans|gaps)_/.test(text))
    })
  } catch {
    return false
  }
}
