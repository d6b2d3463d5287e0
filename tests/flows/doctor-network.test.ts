import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import { secondMs } from '../../src/core/time.ts'
import { openStore } from '../../src/server/store/open.ts'
import { enrolled, examine, freePort, listen, listenHttp } from '../support/doctor.ts'
import { newFolder } from '../support/program.ts'
import { serve } from '../support/server.ts'

describe('usage-audit doctor › the network', () => {
  it('names a server that is away', async () => {
    const server = `http://127.0.0.1:${await freePort()}`
    expect((await examine(enrolled(server))).get('server')).toMatchObject({
      code: 'server_away',
      message: `${server}: the server is not there (connection refused)`,
      fix: expect.stringContaining('nothing is lost'),
    })
  })

  it('names a token that the server does not know', async () => {
    const store = await openStore(`file:${join(newFolder(), 'usage-audit.db')}`)
    const server = await serve(store)
    const found = await examine(enrolled(server.url))
    expect(found.get('enrolment')).toMatchObject({
      code: 'enrolment_unknown',
      fix: expect.stringContaining('devices add'),
    })
    expect(JSON.stringify([...found])).not.toContain('a token that no server knows')
    await server.stop()
    await store.close()
  })

  it('names credentials that cannot be read', async () => {
    const dataDir = enrolled('http://127.0.0.1:1')
    writeFileSync(join(dataDir, 'agent/credentials.json'), '{"server":')
    expect((await examine(dataDir)).get('enrolment')).toMatchObject({ code: 'enrolment_damaged' })
  })

  it('names an address where something else answers', async () => {
    const server = await listenHttp((_, answer) => answer.writeHead(200).end('<h1>It works</h1>'))
    expect((await examine(enrolled(server))).get('server')).toMatchObject({ code: 'server_stranger' })
  })

  it('names a certificate that nobody vouches for', async () => {
    // smtp-server brings one that it signed itself; nobody gets as far as to speak HTTP.
    const smtp = new SMTPServer({ secure: true })
    smtp.on('error', () => {})
    const port = await listen(smtp.server)
    const found = await examine(enrolled(`https://localhost:${port}`))
    expect(found.get('server')).toMatchObject({
      code: 'server_untrusted',
      fix: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
  })

  it.each([-7_200, 7_200])('names a clock that differs by %d s from the server’s', async (seconds) => {
    const server = await listenHttp((request, answer) => {
      answer.setHeader('date', new Date(Date.now() + seconds * secondMs).toUTCString())
      const device = { name: 'laptop', person: 'Ana', organisation: 'Ana' }
      answer.end(JSON.stringify(request.url === '/healthz' ? { status: 'ok' } : device))
    })
    const found = await examine(enrolled(server))
    expect(found.get('clock')).toMatchObject({
      code: 'clock_off',
      message: `the server's is 2\u00a0h ${seconds > 0 ? 'ahead of' : 'behind'} this computer's`,
    })
    expect(Math.abs((found.get('clock')!.values.aheadMs as number) - seconds * secondMs)).toBeLessThan(3 * secondMs)
  })

  it('names who holds the port', async () => {
    const port = await listen(createServer((socket) => socket.end()))
    const found = await examine(newFolder(), { USAGE_AUDIT_SERVER__PORT: String(port) })
    const holder = process.platform === 'linux' ? `(process ${process.pid})` : 'another program'
    expect(found.get('port')).toMatchObject({ code: 'port_held', message: expect.stringContaining(holder) })
  })

  it('names an address that this computer does not have', async () => {
    const found = await examine(newFolder(), {
      USAGE_AUDIT_SERVER__HOST: '192.0.2.1',
      USAGE_AUDIT_SERVER__BEHIND_PROXY: 'true',
    })
    expect(found.get('port')).toMatchObject({ code: 'port_refused', values: { host: '192.0.2.1' } })
  })

  it('names a mail server that is away, and never the password', async () => {
    const port = await freePort()
    const url = `smtp://ana:canary@127.0.0.1:${port}`
    const found = await examine(newFolder(), { USAGE_AUDIT_MAIL__SMTP_URL: url })
    expect(found.get('mail')).toMatchObject({
      code: 'mail_away',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    })
    expect(JSON.stringify([...found])).not.toContain('canary')
  })
})
