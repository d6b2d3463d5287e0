import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { inDatabase } from '../support/in-database.ts'
import { describeMove } from '../support/move-trial.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { enroll } from '../support/records.ts'
import { createDatabase } from '../support/stores.ts'

describeMove({ devices: 1, months: 2, kills: 2 }, 60_000)

const environmentOf = (file: string) =>
  cleanEnvironment({ USAGE_AUDIT_DATA_DIR: newFolder(), USAGE_AUDIT_SERVER__DATABASE: `file:${file}` })

async function newStore() {
  const file = join(newFolder(), 'usage-audit.db')
  const store = openSqlite(file)
  await enroll(store)
  return { file, store, env: environmentOf(file) }
}

it('db move › is refused while somebody has the file open', async () => {
  const { file, store, env } = await newStore()
  const url = await createDatabase()
  const { exit, err } = await runProgram(['db', 'move', url], env)
  expect([exit, err]).toEqual([75, expect.stringContaining(`another program has ${file} open`)])
  await store.close()
  expect((await runProgram(['db', 'move', url], env)).exit).toBe(0)
})

it('db move › leaves a database alone that holds other data, and says when all is there already', async () => {
  const { store, env } = await newStore()
  await store.close()
  const url = await createDatabase()
  expect(JSON.parse((await runProgram(['db', 'move', url, '--json'], env)).out)).toMatchObject({ outcome: 'moved' })
  expect(JSON.parse((await runProgram(['db', 'move', url, '--json'], env)).out)).toMatchObject({ outcome: 'same' })
  const moved = await openPostgres(url)
  await enroll(moved)
  const before = await moved.db.select().from(moved.t.devices)
  const { exit, err } = await runProgram(['db', 'move', url], env)
  expect([exit, err]).toEqual([75, expect.stringContaining('holds other data already')])
  expect(await moved.db.select().from(moved.t.devices)).toEqual(before)
  await moved.close()
})

it('db move › lets no server open what is not whole, and takes over what was written meanwhile', async () => {
  const { file, store, env } = await newStore()
  await store.close()
  const url = await createDatabase()
  await (await openPostgres(url)).close()
  // As a move leaves it that was killed after its first row.
  await inDatabase(url, (ask) =>
    ask(`create table drizzle.usage_audit_move (name text primary key, after text, rows bigint not null);
      insert into orgs (id, name, created_at) values (1, 'as it was', 1);
      insert into drizzle.usage_audit_move values ('orgs', '[1]', 1)`),
  )
  await expect(openPostgres(url)).rejects.toMatchObject({
    code: 'config',
    message: expect.stringMatching(/not finished/),
  })
  const serve = await runProgram(['serve', '--port', '0'], { ...env, USAGE_AUDIT_SERVER__DATABASE: url })
  expect(serve.exit).toBe(78)
  const { exit, err } = await runProgram(['db', 'move', url], env)
  expect([exit, err]).toEqual([0, ''])
  const [source, target] = [openSqlite(file), await openPostgres(url)]
  for (const name of ['orgs', 'users', 'devices', 'deviceTokens'] as const)
    expect(await target.db.select().from(target.t[name])).toEqual(await source.db.select().from(source.t[name]))
  for (const each of [source, target]) await each.close()
})

it('db move › names what is wrong with its two addresses', async () => {
  const folder = newFolder()
  const missing = join(folder, 'none.db')
  const none = await runProgram(['db', 'move', 'postgres://x/y'], environmentOf(missing))
  expect([none.exit, none.err]).toEqual([78, expect.stringContaining(`there is no database ${missing}`)])
  const other = await runProgram(['db', 'move', 'mysql://x/y'], environmentOf(missing))
  expect([other.exit, other.err]).toEqual([64, expect.stringContaining('begins with postgres://')])
  const typo = await runProgram(['db', 'move', 'postgress://u:canary@x/y'], environmentOf(missing))
  expect([typo.exit, typo.err]).toEqual([64, expect.not.stringContaining('canary')])
  const broken = join(folder, 'broken.db')
  writeFileSync(broken, 'no database at all, '.repeat(100))
  const text = await runProgram(['db', 'move', 'postgres://x/y'], environmentOf(broken))
  expect([text.exit, text.err]).toEqual([74, expect.stringContaining(broken)])
})
