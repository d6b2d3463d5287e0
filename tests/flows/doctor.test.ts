import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { takeLock } from '../../src/agent/lock.ts'
import type { Case, Check, State } from '../../src/cli/doctor/cases.ts'
import { hourMs, secondMs } from '../../src/core/time.ts'
import { openStore } from '../../src/server/store/open.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { enroll } from '../support/records.ts'
import { serve } from '../support/server.ts'

interface Finding {
  readonly check: Check
  readonly state: State
  readonly code: Case['code']
  readonly message: string
  readonly fix: string | null
  readonly values: Record<string, unknown>
}

/** Runs the real program and returns what it found, by check. */
async function examine(dataDir: string, more: Record<string, string> = {}) {
  const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0', ...more })
  const { exit, out, err } = await runProgram(['doctor', '--json', '--data-dir', dataDir], env)
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Finding[] }
  const wrong = findings.filter(({ state }) => state === 'wrong')
  // A fault without a way out is no help, whatever it is.
  for (const { code, fix } of wrong) expect({ code, fix }).toEqual({ code, fix: expect.stringMatching(/.{10}/) })
  expect({ ok, exit }).toEqual(wrong.length === 0 ? { ok: true, exit: 0 } : { ok: false, exit: 69 })
  if (!ok) expect(JSON.parse(err).error.message).toMatch(/ of \d+ checks found a fault$/)
  return new Map(findings.map((finding) => [finding.check, finding]))
}

const codesOf = (found: ReadonlyMap<Check, Finding>) =>
  Object.fromEntries([...found].map(([check, { code }]) => [check, code]))

/** A data folder in which an agent recorded for an hour, `agoMs` ago. */
function recorded(agoMs: number) {
  const dataDir = newFolder()
  const file = join(dataDir, 'agent/journal.db')
  const end = Date.now() - agoMs
  const journal = openJournal(file, end - hourMs)
  const clock = { zone: 'UTC', offsetMs: 0 }
  journal.write({ hours: [], recorded: [{ start: end - hourMs, end, clock }], gaps: [] })
  journal.close()
  return { dataDir, file }
}

function enrolled(server: string, token = 'a token that no server knows') {
  const { dataDir } = recorded(secondMs)
  writeFileSync(join(dataDir, 'agent/credentials.json'), JSON.stringify({ server, token }), { mode: 0o600 })
  return dataDir
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}
const listenHttp = async (answer: RequestListener) => `http://127.0.0.1:${await listen(createHttpServer(answer))}`

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  await once(server, 'close')
  return port
}

describe('usage-audit doctor', () => {
  it('finds no fault where nothing was started yet, and changes nothing', async () => {
    const dataDir = join(newFolder(), 'data')
    const found = await examine(dataDir)
    expect(codesOf(found)).toEqual({
      native: 'native_fine',
      folder: 'folder_absent',
      disk: 'disk_fine',
      journal: 'journal_absent',
      agent: 'agent_stopped',
      service: 'service_absent',
      processes: 'processes_fine',
      enrolment: 'enrolment_none',
      zone: 'zone_fine',
      port: 'port_free',
      mail: 'mail_outbox',
    })
    expect(found.get('processes')!.values.count).toBeGreaterThan(0)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('finds no fault where agent, server and mail work', async () => {
    const store = await openStore(`file:${join(newFolder(), 'usage-audit.db')}`)
    const { token } = await enroll(store)
    const server = await serve(store)
    const { port } = new URL(server.url)
    const dataDir = enrolled(server.url, token)
    const lock = takeLock(join(dataDir, 'agent/journal.db'))
    const smtp = await listen(createServer((socket) => socket.end()))
    const found = await examine(dataDir, {
      USAGE_AUDIT_SERVER__PORT: port,
      USAGE_AUDIT_MAIL__SMTP_URL: `smtp://ana:canary@127.0.0.1:${smtp}`,
    })
    expect(codesOf(found)).toMatchObject({
      folder: 'folder_fine',
      journal: 'journal_fine',
      agent: 'agent_recording',
      enrolment: 'enrolment_fine',
      clock: 'clock_fine',
      port: 'port_ours',
      mail: 'mail_fine',
    })
    expect(found.get('agent')!.message).toContain(`process ${process.pid}`)
    expect(found.get('enrolment')!.message).toContain('"laptop" of Ana')
    expect(JSON.stringify([...found])).not.toContain('canary')
    lock.release()
    await server.stop()
    await store.close()
  })

  it('prints a table for people, in their language, with colours only where they are wanted', async () => {
    const args = ['doctor', '--data-dir', recorded(0).dataDir]
    const here = { USAGE_AUDIT_SERVER__PORT: '0' }
    const { out } = await runProgram(args, cleanEnvironment(here))
    expect(out).toMatch(/^✓ {2}Node +\d+\.\d+\.\d+, SQLite 3/)
    expect(out).toMatch(/^– {2}Agent +not running; last record .*\n {2,}→ start it with `usage-audit agent`/m)
    expect(out).not.toContain('\u001b')
    const { out: portuguese } = await runProgram(args, cleanEnvironment({ ...here, LANG: 'pt_BR.UTF-8' }))
    expect(portuguese).toMatch(/^– {2}Agente +parado; último registro/m)
    const { out: coloured } = await runProgram(args, cleanEnvironment({ ...here, FORCE_COLOR: '1' }))
    expect(coloured).toContain('\u001b[32m✓\u001b[39m  Node')
  })
})

describe('usage-audit doctor › on this computer', () => {
  it('names a data folder that cannot be', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const found = await examine(join(file, 'data'))
    expect(found.get('folder')).toMatchObject({
      code: 'folder_unwritable',
      message: expect.stringContaining('a part of the path is not a folder'),
      fix: expect.stringContaining('--data-dir'),
    })
  })

  it.skipIf(process.platform === 'win32')('names what other accounts can read', async () => {
    const { dataDir, file } = recorded(0)
    chmodSync(file, 0o640)
    mkdirSync(join(dataDir, 'outbox'), { mode: 0o755 })
    expect((await examine(dataDir)).get('folder')).toMatchObject({
      code: 'folder_exposed',
      values: { paths: [file, join(dataDir, 'outbox')] },
      fix: `chmod -R go-rwx '${dataDir}'`,
    })
  })

  it('is content with what usage-audit itself makes', async () => {
    const dataDir = newFolder()
    const env = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0' })
    expect((await runProgram(['up', '--once', '--for', '2s', '--data-dir', dataDir], env)).exit).toBe(0)
    expect((await examine(dataDir)).get('folder')).toMatchObject({ code: 'folder_fine' })
  })

  it.each([
    ['garbage', (file: string) => writeFileSync(file, 'no database '.repeat(1_000))],
    [
      'a broken page',
      (file: string) => {
        const bytes = readFileSync(file)
        bytes.fill(0xa5, 4_096, 12_288)
        writeFileSync(file, bytes)
      },
    ],
    ['nothing at all', (file: string) => writeFileSync(file, '')],
  ])('names a journal that is %s', async (_, damage) => {
    const { dataDir, file } = recorded(0)
    damage(file)
    expect((await examine(dataDir)).get('journal')).toMatchObject({
      code: 'journal_damaged',
      message: expect.stringContaining(file),
      fix: expect.stringContaining('move the file away'),
    })
  })

  it('names a journal of a newer version', async () => {
    const { dataDir, file } = recorded(0)
    new Database(file).pragma('user_version = 99')
    expect((await examine(dataDir)).get('journal')).toMatchObject({ code: 'journal_newer' })
  })

  it('names an agent that holds the journal and writes nothing', async () => {
    const { dataDir, file } = recorded(10 * 60 * secondMs)
    const lock = takeLock(file)
    expect((await examine(dataDir)).get('agent')).toMatchObject({
      code: 'agent_silent',
      values: { pid: process.pid },
    })
    lock.release()
  })

  it('names a process source that cannot be read', async () => {
    const found = await examine(newFolder(), { USAGE_AUDIT_AGENT__PROCESSES: 'portable', PATH: newFolder() })
    expect(found.get('processes')).toMatchObject({ code: 'processes_failed', values: { source: 'portable' } })
  })

  it('names a time zone that there is not', async () => {
    const found = await examine(newFolder(), { TZ: 'Mars/Base' })
    expect(found.get('zone')).toMatchObject({ code: 'zone_unknown', message: '"Mars/Base" is no time zone' })
  })

  it('names a native module that does not load', async () => {
    const install = newFolder()
    cpSync('dist', join(install, 'dist'), { recursive: true })
    cpSync('bin', join(install, 'bin'), { recursive: true })
    cpSync('package.json', join(install, 'package.json'))
    const driver = join(install, 'node_modules/better-sqlite3')
    for (const part of ['package.json', 'lib'])
      cpSync(join('node_modules/better-sqlite3', part), join(driver, part), { recursive: true })
    for (const part of ['bindings', 'file-uri-to-path'])
      if (existsSync(join('node_modules', part)))
        cpSync(join('node_modules', part), join(dirname(driver), part), { recursive: true })
    const args = [join(install, 'bin/usage-audit.js'), 'doctor', '--json', '--data-dir', newFolder()]
    const { status, stdout } = spawnSync(process.execPath, args, { env: cleanEnvironment(), encoding: 'utf8' })
    expect(status).toBe(69)
    expect(JSON.parse(stdout).findings[0]).toMatchObject({
      code: 'native_broken',
      fix: expect.stringContaining('install usage-audit again'),
    })
  })

  it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'names a disk that is nearly full',
    async (test) => {
      const folder = newFolder()
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status !== 0) return test.skip()
      onTestFinished(() => {
        spawnSync('umount', [folder])
      })
      expect((await examine(folder)).get('disk')).toMatchObject({ code: 'disk_low' })
    },
  )
})

describe.runIf(process.platform === 'linux')('usage-audit doctor › the service', () => {
  const withUnit = async (text: string, dataDir = newFolder()) => {
    const config = newFolder()
    const file = join(config, 'systemd/user/usage-audit-agent.service')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return (await examine(dataDir, { XDG_CONFIG_HOME: config })).get('service')
  }
  const unit = (node: string, script: string) => `[Service]\nExecStart="${node}" "${script}" "agent" "run"\n`
  const program = join(process.cwd(), 'bin/usage-audit.js')

  it('names a Node that was moved, and a usage-audit that was', async () => {
    expect(await withUnit(unit('/nowhere/node', program))).toMatchObject({
      code: 'service_moved',
      values: { missing: '/nowhere/node' },
      fix: expect.stringContaining('agent install'),
    })
    const gone = await withUnit(unit(process.execPath, '/nowhere/usage-audit.js'))
    expect(gone).toMatchObject({ code: 'service_moved', values: { missing: '/nowhere/usage-audit.js' } })
  })

  it('names one that is installed while nobody records', async () => {
    expect(await withUnit(unit(process.execPath, program))).toMatchObject({
      code: 'service_idle',
      fix: expect.stringContaining('systemctl --user status'),
    })
    expect(await withUnit('[Unit]\n')).toMatchObject({ code: 'service_unreadable' })
  })

  it('is content with one that records', async () => {
    const { dataDir, file } = recorded(secondMs)
    const lock = takeLock(file)
    expect(await withUnit(unit(process.execPath, program), dataDir)).toMatchObject({ code: 'service_fine' })
    lock.release()
  })
})

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
