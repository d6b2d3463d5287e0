import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeLock } from '../../src/agent/lock.ts'
import { openStore } from '../../src/server/store/open.ts'
import { codesOf, enrolled, examine, listen, recorded } from '../support/doctor.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { enroll } from '../support/records.ts'
import { serve } from '../support/server.ts'

describe('usage-audit doctor', () => {
  it('finds no fault where nothing was started yet, and changes nothing', async () => {
    const dataDir = join(newFolder(), 'data')
    const found = await examine(dataDir)
    expect(codesOf(found)).toEqual({
      native: 'native_fine',
      certificate: 'certificate_none',
      notice: 'notice_none',
      policy: 'policy_none',
      folder: 'folder_absent',
      disk: 'disk_fine',
      journal: 'journal_absent',
      agent: 'agent_stopped',
      service: 'service_absent',
      processes: 'processes_fine',
      desktop: 'desktop_none',
      ...(process.platform === 'linux' && { logind: 'logind_absent', session: 'session_absent' }),
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
    const server = await serve(store, { now: Date.now })
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
