import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { createResetLink } from '../../src/server/auth/links.ts'
import { openSignIn } from '../../src/server/auth/sign-ins.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { backUp, checksumFile } from '../../src/server/store/care/backup.ts'
import { erasuresFile, noteErasure } from '../../src/server/store/care/erasures.ts'
import { restore } from '../../src/server/store/care/restore.ts'
import { readyFile, swapSteps } from '../../src/server/store/care/swap.ts'
import { hashToken } from '../../src/server/store/devices.ts'
import { findSignIn } from '../../src/server/store/sign-ins.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { newFolder } from '../support/program.ts'
import { aBatch, type Enrolled, enroll, noon } from '../support/records.ts'
import { readDatabase, readServerRows, sumsOf } from '../support/replica.ts'
import { runHere } from '../support/world.ts'

const options = { force: false, version: '1.2.3', now: noon }
let folder: string
let file: string
let target: string

beforeEach(() => {
  folder = newFolder()
  file = join(folder, 'server.db')
  target = join(newFolder(), 'backup.db')
})

/** A database with one device that told of so many hours, each in a batch of its own. */
async function fill(hours: number): Promise<Enrolled> {
  const store = openSqlite(file)
  const enrolled = await enroll(store)
  for (let i = 0; i < hours; i++) await send(store, enrolled)
  await store.close()
  return enrolled
}

const send = (store: ReturnType<typeof openSqlite>, { device }: Enrolled) =>
  applyBatch(store, device, parseBatch(aBatch()), noon)

const sums = (database: string) => sumsOf(readDatabase(database, readServerRows))
const hourCount = (database: string) =>
  readDatabase(database, (db) => db.prepare('select count(*) as n from process_hours').get())

describe('backUp', () => {
  it('copies everything into one private file that says what it is, and its checksum beside it', async () => {
    await fill(3)
    const backup = await backUp(file, target, options)
    expect(readdirSync(dirname(target)).sort()).toEqual(['backup.db', 'backup.db.sha256'])
    if (process.platform !== 'win32') expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(backup).toMatchObject({ createdAt: noon, version: '1.2.3', rows: { process_hours: 3, devices: 1 } })
    expect(readFileSync(checksumFile(target), 'utf8')).toBe(`${backup.sha256}  backup.db\n`)
    expect(sums(target)).toEqual(sums(file))
  })

  it('leaves a file that is there alone, unless told otherwise', async () => {
    await fill(1)
    writeFileSync(target, 'mine')
    await expect(backUp(file, target, options)).rejects.toMatchObject({ code: 'cannot_create' })
    expect(readFileSync(target, 'utf8')).toBe('mine')
    await backUp(file, target, { ...options, force: true })
    expect(sums(target)).toEqual(sums(file))
  })

  it('refuses a damaged database, and keeps the backup before it', async () => {
    await fill(30)
    await backUp(file, target, options)
    const before = readFileSync(target)
    const bytes = readFileSync(file)
    for (let page = 4; page * 4096 < bytes.length; page++) bytes.fill(0xa5, page * 4096, page * 4096 + 200)
    writeFileSync(file, bytes)
    await expect(backUp(file, target, { ...options, force: true })).rejects.toMatchObject({ code: 'io' })
    expect(readFileSync(target).equals(before)).toBe(true)
  })
})

describe('restore', () => {
  it('brings back what was backed up, and keeps the former database aside', async () => {
    const enrolled = await fill(2)
    await backUp(file, target, options)
    const store = openSqlite(file)
    await send(store, enrolled)
    await store.close()
    const { former, createdAt } = await restore(file, target)
    expect(createdAt).toBe(noon)
    expect([hourCount(file), hourCount(former!)]).toEqual([{ n: 2 }, { n: 3 }])
    const again = openSqlite(file)
    await send(again, enrolled)
    await again.close()
    expect(hourCount(file)).toEqual({ n: 3 })
    expect(readDatabase(file, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok')
  })

  it('is refused while the database is open, and changes nothing', async () => {
    await fill(1)
    await backUp(file, target, options)
    const store = openSqlite(file)
    await expect(restore(file, target)).rejects.toMatchObject({ code: 'conflict' })
    await store.close()
    await restore(file, target)
  })

  it.each([
    ['no database', (bytes: Buffer) => bytes.fill(7)],
    ['a cut file', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['a changed byte', (bytes: Buffer) => bytes.fill(bytes[5_000]! ^ 1, 5_000, 5_001)],
  ])('refuses %s and leaves the database as it is', async (_, damage) => {
    await fill(20)
    await backUp(file, target, options)
    writeFileSync(target, damage(readFileSync(target)))
    await expect(restore(file, target)).rejects.toMatchObject({ code: 'invalid' })
    expect(hourCount(file)).toEqual({ n: 20 })
    expect(readdirSync(folder).filter((name) => /restor|before/.test(name))).toEqual([])
  })

  it('refuses a backup of a newer version', async () => {
    await fill(1)
    await backUp(file, target, options)
    const later = join(newFolder(), 'later.db')
    writeFileSync(later, readFileSync(target))
    const db = new Database(later)
    db.prepare("insert into __drizzle_migrations (hash, created_at) values ('later', ?)").run(Date.UTC(2099, 0))
    db.close()
    await expect(restore(file, later)).rejects.toMatchObject({ code: 'config' })
    expect(hourCount(file)).toEqual({ n: 1 })
  })

  it('brings back nobody who was signed out since, and no link that was used', async () => {
    const { user } = await fill(1)
    const store = openSqlite(file)
    const secret = await openSignIn(store, user.id, 'password', { address: '', browser: '', locale: 'en' }, noon)
    await createResetLink(store, user.id, noon)
    await store.close()
    await backUp(file, target, options)
    await restore(file, target)
    const restored = openSqlite(file)
    expect(await findSignIn(restored, hashToken(secret))).toBeUndefined()
    expect(await restored.db.select().from(restored.t.oneTimeTokens)).toEqual([])
    await restored.close()
  })

  it('carries out again what was erased since', async () => {
    const { device } = await fill(2)
    await backUp(file, target, options)
    noteErasure(erasuresFile(file), {
      ...device,
      deviceCreatedAt: noon,
      until: noon + 1,
      at: noon + 2,
      id: 'a',
      by: 'Ana',
    })
    noteErasure(erasuresFile(file), {
      ...device,
      deviceCreatedAt: noon + 5,
      until: noon + 9,
      at: noon + 9,
      id: 'b',
      by: 'Ana',
    })
    expect(await restore(file, target)).toMatchObject({ erasures: 1, rows: { process_hours: 0, spans: 0 } })
  })

  it('loses no erasure that was noted after a crash cut one short', async () => {
    const { device } = await fill(2)
    await backUp(file, target, options)
    writeFileSync(erasuresFile(file), '{"orgId":1,"dev')
    noteErasure(erasuresFile(file), {
      ...{ ...device, deviceCreatedAt: noon, until: noon + 1, at: noon + 2, id: 'c', by: 'Ana' },
    })
    expect(await restore(file, target)).toMatchObject({ erasures: 1, rows: { process_hours: 0 } })
  })

  it('ends by itself when a crash interrupted it at any step', async () => {
    await fill(2)
    await backUp(file, target, options)
    const [image, log] = [readFileSync(target), Buffer.from('the log of the former database')]
    writeFileSync(readyFile(file), image)
    const steps = swapSteps(file).length
    for (let done = 0; done < steps; done++) {
      writeFileSync(readyFile(file), image)
      writeFileSync(`${file}-wal`, log)
      const all = swapSteps(file)
      for (const step of all.slice(0, done)) step()
      const store = openSqlite(file)
      await store.close()
      expect([existsSync(readyFile(file)), existsSync(`${file}-wal`)]).toEqual([false, false])
      expect(hourCount(file)).toEqual({ n: 2 })
    }
    const kept = readdirSync(folder).filter((name) => /before-\d+$/.test(name))
    expect(kept.length).toBeGreaterThanOrEqual(1)
  })
})

describe('usage-audit db', () => {
  const postgres = ['--data-dir', newFolder()]
  const env = { USAGE_AUDIT_SERVER__DATABASE: 'postgres://me:secret@db.example.org/usage' }

  it('backs up and restores', async () => {
    const args = ['--data-dir', folder]
    await runHere(['db', 'migrate', ...args])
    const backup = await runHere(['db', 'backup', target, ...args], { env: { USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' } })
    expect([backup.exit, backup.err]).toEqual([0, ''])
    expect(backup.out).toContain(`Cópia de segurança gravada em ${target}`)
    expect(await runHere(['db', 'backup', target, ...args])).toMatchObject({ exit: 73 })
    const restored = await runHere(['db', 'restore', target, '--json', ...args])
    expect(JSON.parse(restored.out)).toMatchObject({ createdAt: 0, erasures: 0, rows: { orgs: 1 } })
  })

  it('says what does it for PostgreSQL, without the password', async () => {
    const backup = await runHere(['db', 'backup', 'x.dump', ...postgres], { env })
    expect(backup).toMatchObject({ exit: 64 })
    expect(backup.err).toContain("pg_dump --format=custom --file=x.dump 'postgres://***@db.example.org/usage'")
    expect((await runHere(['db', 'restore', 'x.dump', ...postgres], { env })).err).toContain('pg_restore --clean')
  })
})
