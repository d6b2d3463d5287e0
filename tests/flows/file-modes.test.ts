import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { takeLock } from '../../src/agent/lock.ts'
import { writeCredentials } from '../../src/cli/credentials.ts'
import { openDataDir, toDataDir } from '../../src/cli/data-dir.ts'
import { createOutbox } from '../../src/server/mail/outbox.ts'
import { newFolder } from '../support/program.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

// The account's own mask must not be what keeps others out.
let mask: number
beforeAll(() => {
  mask = process.umask(0)
})
afterAll(() => {
  process.umask(mask)
})

describe.skipIf(process.platform === 'win32')('what is kept on disk is its owner’s alone', () => {
  it('folders', async () => {
    const paths = openDataDir(join(newFolder(), 'new', 'data'))
    for (const folder of [dirname(paths.root), paths.root, paths.agent, paths.server, paths.outbox])
      expect(modeOf(folder), folder).toBe('700')
  })

  it('the folders that the journal, its lock and the outbox make for themselves', async () => {
    const [ofJournal, ofLock, ofOutbox] = [1, 2, 3].map(() => toDataDir(join(newFolder(), 'data')))
    openJournal(ofJournal!.journal, 0).close()
    takeLock(ofLock!.journal).release()
    await createOutbox(ofOutbox!.outbox).send(mail)
    for (const folder of [ofJournal!.agent, ofLock!.agent, ofOutbox!.outbox]) expect(modeOf(folder)).toBe('700')
  })

  it('credentials, also when they are written again', () => {
    const { credentials } = openDataDir(newFolder())
    for (const token of ['a'.repeat(30), 'b'.repeat(30)]) {
      writeCredentials(credentials, { server: 'https://audit.example.org', token })
      expect(modeOf(credentials)).toBe('600')
    }
  })

  it('the journal with its write-ahead log', () => {
    const { agent, journal: file } = openDataDir(newFolder())
    const journal = openJournal(file, 0)
    journal.write({ hours: [], recorded: [], gaps: [{ start: 0, end: 1, reason: 'off' }] })
    const files = readdirSync(agent)
    expect(files).toEqual(expect.arrayContaining(['journal.db', 'journal.db-wal']))
    for (const name of files) expect(modeOf(join(agent, name)), name).toBe('600')
    journal.close()
  })

  it('mails in the outbox', async () => {
    const { outbox } = openDataDir(newFolder())
    const sent = await createOutbox(outbox).send(mail)
    expect(sent.kind).toBe('sent')
    expect(modeOf(sent.detail)).toBe('600')
  })
})

const mail = {
  id: '0199c3f2-ana',
  period: '2026-10',
  from: 'audit@example.org',
  to: 'ana@example.org',
  bytes: Buffer.from('Subject: x\r\n\r\nbody\r\n'),
}
