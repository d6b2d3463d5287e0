import { afterEach, describe, expect, it } from 'vitest'
import { createDatabase } from '../../../tests/support/stores.ts'
import { beginWrites, type Connections, openConnections, type Statements } from './connections.ts'

const opened: Connections[] = []
afterEach(async () => {
  for (const connections of opened.splice(0)) await connections.close()
})

async function openOne(answerMs?: number): Promise<Connections> {
  const one = openConnections(await createDatabase(), { most: 1, ...(answerMs && { answerMs }) })
  opened.push(one)
  return one
}

const readPid = async (on: Statements) => (await on.query('select pg_backend_pid() as pid')).rows[0]!.pid

describe('connections', () => {
  it('stay after an error of a statement', async () => {
    const one = await openOne()
    const before = await readPid(one)
    await expect(one.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
    await expect(one.transaction(beginWrites, (on) => on.query('select 1 / 0'))).rejects.toMatchObject({
      code: '22012',
    })
    expect(await readPid(one)).toBe(before)
  })

  it.each([
    ['is not the leader any more and only reads', "do $$ begin raise exception using errcode = '25006'; end $$"],
    ['ends it', 'select pg_terminate_backend(pg_backend_pid())'],
    ['does not answer in time', 'select pg_sleep(2)'],
  ])('are opened anew where the server %s', async (_, statement) => {
    const one = await openOne(500)
    const before = await readPid(one)
    await expect(one.query(statement)).rejects.toThrow()
    const after = await readPid(one)
    expect(after).not.toBe(before)
    const failing = one.transaction(beginWrites, async (on) => {
      await on.query(statement).catch(() => {})
      // The rest of it runs nowhere, least of all outside the transaction.
      await on.query('create table rest (id bigint)')
    })
    await expect(failing).rejects.toThrow()
    expect((await one.query("select to_regclass('rest') as rest")).rows).toEqual([{ rest: null }])
    expect(await readPid(one)).not.toBe(after)
  })

  it('keep nothing in a session, as names of statements would be', async () => {
    const one = await openOne()
    await one.query({ name: 'kept', text: 'select $1::int as n', values: [1] })
    expect((await one.query('select name from pg_prepared_statements')).rows).toEqual([])
  })

  it('commit nothing that PostgreSQL rolled back', async () => {
    const one = await openOne()
    const swallowing = one.transaction(beginWrites, async (on) => {
      await on.query('create table gone (id bigint)')
      await on.query('select 1 / 0').catch(() => {})
    })
    await expect(swallowing).rejects.toThrow('ROLLBACK')
  })
})
