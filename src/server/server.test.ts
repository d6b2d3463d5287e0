import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { serve } from '../../tests/support/server.ts'
import { openSqlite } from './store/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'usage-audit-tls-'))
const text = join(folder, 'text.pem')
writeFileSync(text, 'no certificate\n')
const missing = join(folder, 'missing.pem')

const store = openSqlite(':memory:')
afterAll(() => store.close())

it.each([
  ['a missing certificate', missing, text, 'server.tls_cert'],
  ['a missing key', text, missing, 'server.tls_key'],
  ['a folder for a key', text, folder, 'server.tls_key'],
  ['a file that is no certificate', text, text, 'server.tls_cert'],
])('startServer › refuses %s and names the setting', async (_, tlsCert, tlsKey, at) => {
  const http = { port: 0, host: '127.0.0.1', behindProxy: false, tlsCert, tlsKey }
  await expect(serve(store, { http })).rejects.toMatchObject({
    code: 'config',
    at,
    message: expect.stringContaining(at),
  })
})
