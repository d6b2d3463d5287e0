import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { request } from 'undici'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { inDatabase } from '../support/in-database.ts'
import { openOwnPostgres } from '../support/own-postgres.ts'
import { newFolder } from '../support/program.ts'
import { enroll } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { mountSmallDisk } from '../support/small-disk.ts'
import { createDatabase } from '../support/stores.ts'
import { createUploader, type Uploader } from '../support/uploaders.ts'

/** Uploads until something is answered as wanted, and says all that was answered. */
async function untilAnswered(uploader: Uploader, wanted: number): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {}
  for (const end = Date.now() + 40_000; Date.now() < end; await sleep(20)) {
    const { status, retryAfter } = await uploader.send()
    statuses[status] = (statuses[status] ?? 0) + 1
    if (status === 503 || status === 507) expect(Number(retryAfter)).toBeGreaterThan(0)
    if (status === wanted) return statuses
  }
  throw new Error(`never answered ${wanted}: ${JSON.stringify(statuses)}`)
}

const countRows = async ({ db, t }: Store) => Number(await db.$count(t.processHours))

describe('a PostgreSQL that goes away', () => {
  it('is survived, stopped, hanging and started again: 503 with Retry-After, and nothing acknowledged is lost', async () => {
    const own = await openOwnPostgres()
    const store = await openStore(own.url)
    const { token } = await enroll(store)
    const server = await serve(store)
    const uploader = createUploader(server.url, token)
    const seen: Record<number, number>[] = []
    try {
      seen.push(await untilAnswered(uploader, 200))
      await own.stop()
      seen.push(await untilAnswered(uploader, 503))
      expect((await request(`${server.url}/readyz`)).statusCode).toBe(503)
      expect((await request(`${server.url}/healthz`)).statusCode).toBe(200)
      await own.start()
      seen.push(await untilAnswered(uploader, 200))
      own.signal('SIGSTOP')
      expect((await request(`${server.url}/readyz`)).statusCode).toBe(503)
      seen.push(await untilAnswered(uploader, 503))
      own.signal('SIGCONT')
      seen.push(await untilAnswered(uploader, 200))
      for (const statuses of seen)
        expect(Object.keys(statuses).filter((status) => !['200', '503'].includes(status))).toEqual([])
      expect(await countRows(store)).toBeGreaterThanOrEqual(uploader.acknowledged())
      expect(uploader.acknowledged()).toBeGreaterThanOrEqual(180)
    } finally {
      await uploader.close()
      await server.stop()
      await store.close()
      await own.close()
    }
  }, 120_000)

  it('is refused where it would forget what was acknowledged', async () => {
    const url = await createDatabase()
    const name = new URL(url).pathname.slice(1)
    await inDatabase(url, (ask) => ask(`alter database ${name} set synchronous_commit = off`))
    await expect(openStore(url)).rejects.toMatchObject({
      code: 'config',
      at: 'server.database',
      message: expect.stringContaining('synchronous_commit'),
    })
  })
})

describe('a SQLite file', () => {
  it('whose disk is full is told as 507, and takes rows again when there is room', async ({ skip }) => {
    const disk = mountSmallDisk(12)
    if (!disk) return skip()
    const store = openSqlite(join(disk.folder, 'server.db'))
    const { token } = await enroll(store)
    const server = await serve(store)
    const uploader = createUploader(server.url, token)
    try {
      expect((await uploader.send()).status).toBe(200)
      disk.fill()
      const full = await untilAnswered(uploader, 507)
      expect(Object.keys(full).filter((status) => !['200', '507'].includes(status))).toEqual([])
      disk.free()
      await untilAnswered(uploader, 200)
      expect(await countRows(store)).toBe(uploader.acknowledged())
    } finally {
      await uploader.close()
      await server.stop()
      await store.close()
      disk.unmount()
    }
  })

  it('that somebody else holds is told as 503, and nothing is lost', async () => {
    const file = join(newFolder(), 'server.db')
    const store = openSqlite(file)
    const { token } = await enroll(store)
    const server = await serve(store)
    const uploader = createUploader(server.url, token)
    expect((await uploader.send()).status).toBe(200)
    const other = new Database(file)
    other.exec('begin immediate')
    const { status, retryAfter } = await uploader.send()
    expect([status, Number(retryAfter) > 0]).toEqual([503, true])
    other.exec('rollback')
    other.close()
    expect((await uploader.send()).status).toBe(200)
    expect(await countRows(store)).toBe(uploader.acknowledged())
    await uploader.close()
    await server.stop()
    await store.close()
  })
})
