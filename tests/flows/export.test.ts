import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'

const folder = newFolder()
const env = cleanEnvironment({ USAGE_AUDIT_DATA_DIR: join(folder, 'demo') })

describe('usage-audit export', () => {
  beforeAll(async () => {
    const { exit, err } = await runProgram(['demo', '--months', '1', '--devices', '2'], env)
    expect(exit, err).toBe(0)
  }, 120_000)

  it('writes a file that only this account can read, and says so; it is marked as made up', async () => {
    const out = join(folder, 'all.json')
    const said = await runProgram(['export', '--out', out], env)
    expect(said.out).toMatch(/^All that is stored of .+: [\d,]+ rows of \d+ tables, in /)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const { demo, tables } = JSON.parse(readFileSync(out, 'utf8'))
    expect(demo).toBe(true)
    expect(tables.usageDays.length).toBeGreaterThan(10)
    const again = await runProgram(['export', '--out', out], env)
    expect([again.exit, again.err]).toEqual([73, expect.stringContaining('cannot create')])
  })

  it('writes a folder of CSV files for somebody else, in Portuguese', async () => {
    const { out: list } = await runProgram(['devices', 'list', '--json'], env)
    const { userId } = JSON.parse(list)[1]
    const out = join(folder, 'csv')
    const pt = { ...env, USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' }
    const said = await runProgram(['export', '--person', userId, '--format', 'csv', '--out', out], pt)
    expect(said.out).toMatch(/^Tudo o que está guardado sobre /)
    expect(readdirSync(out)).toContain('processHours.csv')
    const [head, person] = readFileSync(join(out, 'users.csv'), 'utf8').split('\r\n')
    expect([head, person]).toEqual([expect.stringMatching(/^demo,id,/), expect.stringContaining(userId)])
    expect((await runProgram(['export', '--format', 'csv', '--out', out], env)).exit).toBe(73)
  })

  it('says the way out where it is asked wrongly', async () => {
    const nobody = await runProgram(['export', '--person', 'nobody'], env)
    expect([nobody.exit, nobody.err]).toEqual([65, expect.stringContaining('name an e-mail address, or an id')])
    const csv = await runProgram(['export', '--format', 'csv'], env)
    expect([csv.exit, csv.err]).toEqual([64, expect.stringContaining('--out')])
  })
})

describe('usage-audit access-log', () => {
  it('tells of each export, whose it was, and that nothing of it was changed', async () => {
    const { exit, out, err } = await runProgram(['access-log'], env)
    expect(exit, err).toBe(0)
    expect(out).toMatch(/^AT +WHO +WHOSE +WHAT +REASON\n(.+\(at the server\).+export of everything\n){2}$/)
    expect(err).toContain('Nothing of the log was changed')
    const { entries } = JSON.parse((await runProgram(['access-log', '--json', '--limit', '1'], env)).out)
    expect(entries).toMatchObject([{ seq: 2, what: 'export', reason: null }])
  })

  it('says that an entry was taken away, and ends with an error', async () => {
    const db = new Database(join(folder, 'demo/server/usage-audit.db'))
    db.exec('delete from access_log where seq = 1')
    db.close()
    const said = await runProgram(['access-log'], { ...env, USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' })
    expect([said.exit, said.err]).toEqual([65, expect.stringContaining('A entrada 1 sumiu.')])
  })
})
