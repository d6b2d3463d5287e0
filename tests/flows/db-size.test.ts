import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSizes } from '../../src/server/store/sizes.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import { alterCells } from '../support/check-trial.ts'
import { newFolder } from '../support/program.ts'
import { noon } from '../support/records.ts'
import { describeStores } from '../support/stores.ts'
import { runHere } from '../support/world.ts'

describeStores('readSizes', (open) => {
  it('counts rows and bytes of every table, and what a month brings', async () => {
    const store = await open()
    await alterCells(store, 0, 1, 40, 1)
    const sizes = new Map((await readSizes(store, noon)).map((size) => [size.table, size]))
    expect([...sizes.keys()].sort()).toEqual(Object.keys(store.t).sort())
    expect(sizes.get('processHours')).toMatchObject({ rows: 40 * 18, rowsPerMonth: 10 * 18 })
    for (const { rows, bytes } of sizes.values()) if (rows > 0) expect(bytes).toBeGreaterThan(0)
  })
})

it('usage-audit db size › says it in the language of the reports', async () => {
  const folder = newFolder()
  const file = join(folder, 'server.db')
  const store = openSqlite(file)
  await alterCells(store, 0, 1, 40, 1)
  await store.close()
  const env = { USAGE_AUDIT_SERVER__DATABASE: `file:${file}`, USAGE_AUDIT_REPORTS__LOCALE: 'pt-BR' }
  const given = { env, now: () => noon }
  const { out, err } = await runHere(['db', 'size', '--data-dir', folder], given)
  expect(err).toBe('')
  expect(out).toMatch(/^DADOS +LINHAS +TAMANHO/)
  expect(out).toMatch(/processHours +720 .* 396 /)
  const json = JSON.parse((await runHere(['db', 'size', '--json', '--data-dir', folder], given)).out)
  expect(json.inAYear).toBeGreaterThan(json.bytes)
})
