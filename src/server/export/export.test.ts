import { expect, it } from 'vitest'
import { fillStore } from '../../../tests/support/filled-store.ts'
import { createRandom } from '../../../tests/support/random.ts'
import { addDevice, addPerson, enroll, noon } from '../../../tests/support/records.ts'
import { describeStores } from '../../../tests/support/stores.ts'
import { personalOrg } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { exported } from './exported.ts'
import { toExportCsv, toExportJson } from './forms.ts'
import { readExport, readExportHead } from './read-export.ts'
import type { Row } from './row.ts'

type Document = { readonly organisation: string; readonly tables: Readonly<Record<string, Row[]>> }

async function toDocument(store: Store, userId: string): Promise<Document> {
  const person = { orgId: personalOrg, userId }
  let json = ''
  for await (const piece of toExportJson(await readExportHead(store, person, noon), readExport(store, person)))
    json += piece
  return JSON.parse(json)
}

describeStores('export', (open) => {
  it('holds every row about the person once, over many pages, and none of anybody else', async () => {
    const store = await open()
    const user = await fillStore(store, { devices: 2, months: ['2026-10'], random: createRandom(1) })
    const other = await addPerson(store, user)
    await addDevice(store, other)
    const { tables } = await toDocument(store, user.id)
    for (const name of [
      'processHours',
      'spans',
      'usageDays',
      'usageMonths',
      'days',
      'personDays',
      'personHours',
      'reports',
    ] as const) {
      const rows = await store.db.$count(store.t[name])
      expect(rows, name).toBeGreaterThan(0)
      expect(tables[name]!.length, name).toBe(rows)
      expect(new Set(tables[name]!.map((row) => JSON.stringify(row))).size, name).toBe(rows)
    }
    expect(tables.processHours!.length).toBeGreaterThan(2_000)
    expect(tables.devices).toHaveLength(2)
    expect(tables.users).toMatchObject([{ id: user.id, email: user.email }])
    expect(tables.processHours![0]).toMatchObject({ app: expect.stringMatching(/^app-\d+\.desktop$/) })
    expect(Object.keys((await toDocument(store, other.id)).tables)).toEqual(['users', 'devices'])
  })

  it('tells nobody the address of somebody else who reads reports about them', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const other = await addPerson(store, user)
    const report = { orgId: personalOrg, id: 'r', kind: 'month', about: user.id, period: '2026-10', planKey: null }
    const mail = { orgId: personalOrg, reportId: 'r', locale: 'en', state: 'sent', dueAt: 0, claim: null, attempts: 1 }
    const toMail = (reader: string, address: string) => ({
      ...{ ...mail, id: reader, reader, address, outcome: `250 ok for ${address}`, sentAt: noon, createdAt: noon },
    })
    await store.batch((db) => [
      db.insert(store.t.reports).values({ ...report, figures: {}, createdAt: noon }),
      db.insert(store.t.mails).values([toMail(user.id, 'ana@example.org'), toMail(other.id, 'boss@example.org')]),
    ])
    const text = JSON.stringify(await toDocument(store, user.id))
    expect(text).toContain('250 ok for ana@example.org')
    expect(text).toContain(other.id)
    expect(text).not.toContain('boss@example.org')
  })

  it('has no secret in it: not the hash of a token, not what only the database means', async () => {
    const store = await open()
    const { user } = await enroll(store)
    const text = JSON.stringify(await toDocument(store, user.id))
    const [token] = await store.db.select().from(store.t.deviceTokens)
    expect(text).not.toContain(token!.hash)
    expect(text).not.toMatch(/"orgId"|"subjectId"/)
  })

  it('has something to say of every table of the database', async () => {
    const { t } = await open()
    expect(Object.keys(exported).sort()).toEqual(Object.keys(t).sort())
  })
})

it('export › as CSV tells instants as people read them, and runs no formula', () => {
  const rows = [{ app: '=cmd()', start: noon, end: null, detail: { title: 'a "b", c' }, cpuMs: 5 }]
  expect(toExportCsv(rows, { head: true })).toBe(
    'app,start,end,detail,cpuMs\r\n\'=cmd(),2026-11-02T12:00:00.000Z,,"{""title"":""a \\""b\\"", c""}",5\r\n',
  )
})

it('export › with nothing in it is JSON all the same', async () => {
  const head = { version: 1, exportedAt: noon, organisation: 'Ana', person: 'Ana' } as const
  let json = ''
  for await (const piece of toExportJson(head, (async function* () {})())) json += piece
  expect(JSON.parse(json)).toEqual({ ...head, tables: {} })
})
