import Database from 'better-sqlite3'

/** The month that is asked for. */
export const period = '2026-10'

/** People with so many computers each; their ids lie after `firstId`. */
export const crowds = [
  { count: 1, firstId: 1_000, user: 'one', goalMs: 5 },
  { count: 100, firstId: 2_000, user: 'hundred', goalMs: 250 },
  { count: 1_000, firstId: 10_000, user: 'thousand', goalMs: 2_500 },
] as const

/**
 * What reports read; of the facts only what they ask of them, and of hours in front, which would take more room than all the rest,
 * nothing: a report asks when a few apps were last in front, and takes noon of that day without them.
 */
const tables = [
  { name: 'days' },
  { name: 'unrecorded_days' },
  { name: 'usage_days' },
  { name: 'usage_months' },
  { name: 'gaps' },
  { name: 'spans', where: "r.source in ('clock', 'installed')" },
  { name: 'title_days' },
] as const

/** Of people: what the owner of the first computer has. */
const tablesOfPeople = ['person_days', 'person_hours'] as const

/**
 * Gives each crowd copies of the computers that are there, with all that a report reads of them: made up once, then copied, for
 * making up a thousand would take the better part of an hour.
 */
export function copyDevices(file: string): void {
  const db = new Database(file)
  const ids = (db.prepare('select id from devices order by id').all() as { id: number }[]).map(({ id }) => id)
  db.transaction(() => {
    for (const { count, firstId, user } of crowds) {
      db.prepare(
        `insert into users (id, name, email, locale, zone, created_at) values (?, ?, null, 'en', 'UTC', 0)`,
      ).run(user, user)
      db.exec('create temp table copies (id integer primary key, of_id integer)')
      const add = db.prepare('insert into copies values (?, ?)')
      for (let i = 0; i < count; i++) add.run(firstId + 1 + i, ids[i % ids.length])
      copy(db, 'devices', 'id', `'${user}'`)
      for (const table of tables) copy(db, table.name, 'device_id', undefined, 'where' in table ? table.where : '1')
      for (const table of tablesOfPeople) copyPerson(db, table, user, ids[0]!)
      db.exec('drop table copies')
    }
  })()
  db.exec('analyze')
  db.close()
}

function copy(db: Database.Database, table: string, id: string, user?: string, where = '1'): void {
  const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const values = columns.map((name) => (name === id ? 'c.id' : name === 'user_id' && user ? user : `r."${name}"`))
  db.exec(
    `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     select ${values.join(', ')} from copies c join ${table} r on r.org_id = 1 and r.${id} = c.of_id where ${where}`,
  )
}

function copyPerson(db: Database.Database, table: string, user: string, deviceId: number): void {
  const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  db.prepare(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.map((name) => (name === 'user_id' ? '?' : name)).join(', ')} from ${table}
     where user_id = (select user_id from devices where id = ?)`,
  ).run(user, deviceId)
}
