import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { newFolder } from '../support/program.ts'
import { enroll, noon } from '../support/records.ts'
import { sendWork } from '../support/titled.ts'
import { runHere } from '../support/world.ts'

const folder = newFolder()
const file = join(folder, 'server.db')

const run = async (locale: string, ...args: string[]) => {
  const { exit, out, err } = await runHere(['licences', ...args, '--data-dir', folder], {
    env: {
      USAGE_AUDIT_SERVER__DATABASE: `file:${file}`,
      USAGE_AUDIT_REPORTS__LOCALE: locale,
      USAGE_AUDIT_REPORTS__ZONE: 'UTC',
    },
    now: () => noon + 3_600_000,
  })
  return { exit, out: out.replace(/[\u00a0\u202f]/g, ' '), err }
}

let key = ''
let name = ''
beforeAll(async () => {
  const store = openSqlite(file)
  const { device } = await enroll(store)
  await sendWork(store, device, [[{ app: 0, title: null, minutes: 10, touched: true }]])
  await rollUp(store)
  await store.batch((db) => [db.update(store.t.devices).set({ lastSeenAt: noon })])
  const app = (await store.db.select().from(store.t.subjects)).find(({ id }) => id === 1)!
  key = app.key
  name = app.name
  await store.close()
})

describe('usage-audit licences', () => {
  it('keeps what is paid for apps that are named as people know them, and says what is wasted', async () => {
    expect((await run('en')).out).toContain('There are no licences')
    const price = ['--price', 'R$ 1.308,00', '--per', 'year', '--renews', '2027-03-31']
    expect((await run('pt-BR', 'add', 'Suite', '--app', name.toUpperCase(), '--seats', '3', ...price)).out).toBe(
      'Adicionada: Suite.\n',
    )
    const listed = await run('pt-BR')
    expect(listed.out).toMatch(/^LICENÇA +APPS +EM USO +SEM USO +PREÇO +PERDA\/MÊS +RENOVA\n/)
    expect(listed.out).toMatch(/Suite .* 1 de 3 +2 +R\$ 1\.308,00\/ano +R\$ 218,00 +2027-03-31\n/)
    expect(Math.max(...listed.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    const { licences } = JSON.parse((await run('en', '--json')).out)
    expect(licences).toMatchObject([
      { apps: [key], seats: 3, used: 1, wastedMinor: 21_800, price: { minor: 130_800, currency: 'BRL', per: 'year' } },
    ])
    expect(
      (await run('en', 'change', 'suite', '--seats', 'any', '--price', '109.00 BRL', '--renews', 'never')).exit,
    ).toBe(0)
    const id = licences[0].id.slice(0, 8)
    expect((await run('en', 'change', id, '--name', 'Suite 2', '--per', 'month')).out).toBe('Changed: Suite 2.\n')
    expect((await run('en')).out).toMatch(/Suite 2 .* 1 +0 +R\$109\.00\/month +R\$0\.00\n/)
    expect((await run('pt-BR', 'remove', 'Suite 2')).out).toBe('Removida: Suite 2.\n')
    expect(JSON.parse((await run('en', '--json')).out).licences).toEqual([])
  })

  it('refuses what could be misread, and says the way out', async () => {
    const refused = async (...args: string[]) => {
      const { exit, err } = await run('en', ...args)
      return [exit, err] as const
    }
    const add = (...args: string[]) => refused('add', 'Suite', '--app', key, ...args)
    expect(await add('--price', '109')).toEqual([64, expect.stringContaining('write it with its currency')])
    expect(await add('--price', '1.234 BRL')).toEqual([64, expect.stringContaining('"1.234 BRL" is no price')])
    expect(await add('--per', 'year')).toEqual([64, expect.stringContaining('there is no price')])
    expect(await add('--renews', '2027-02-30')).toEqual([64, expect.stringContaining('a day of the calendar')])
    expect(await refused('add', 'Suite')).toEqual([64, expect.stringContaining('--app')])
    expect(await refused('add', 'Suite', '--app', 'nothing')).toEqual([64, expect.stringContaining('no app is called')])
    expect(await refused('remove', 'Suite')).toEqual([65, expect.stringContaining('there is no licence "Suite"')])
  })
})
