import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'usage-audit-sqlite-')), 'test.db')

/** A pragma as the store's own connection has it. */
const pragma = ({ db }: Store, name: string) =>
  (db as unknown as { $client: Database.Database }).$client.pragma(name, { simple: true })

describe('openSqlite', () => {
  it('commits beyond the reach of a power cut, with readers beside the writer', async () => {
    const store = openSqlite(newFile())
    const full = 2
    expect(pragma(store, 'synchronous')).toBe(full)
    expect(pragma(store, 'journal_mode')).toBe('wal')
    expect(pragma(store, 'foreign_keys')).toBe(1)
    expect(pragma(store, 'secure_delete')).toBe(1)
    await store.close()
  })

  it('writes what waits for a shared commit before it closes', async () => {
    const file = newFile()
    const store = openSqlite(file)
    const { orgs } = store.t
    const written = store.batch((db) => [db.insert(orgs).values({ id: 1, name: 'Ana', createdAt: 0 })])
    await store.close()
    await written
    const again = openSqlite(file)
    expect(await again.db.select({ name: orgs.name }).from(orgs)).toEqual([{ name: 'Ana' }])
    await again.close()
  })
})
