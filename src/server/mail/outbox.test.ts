import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mail } from './channel.ts'
import { createOutbox, outboxFileName } from './outbox.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const mail = (text = 'Subject: x\r\n\r\nbody\r\n', id = '0199c3f2-ana'): Mail => ({
  id,
  period: '2026-10',
  from: 'reports@example.org',
  to: 'ana@example.org',
  bytes: Buffer.from(text),
})

describe('createOutbox', () => {
  it('createOutbox › writes the mail whole, for its owner only, under a readable name', async () => {
    const path = join(folder, 'deep', '2026-10-monthly-report-0199c3f2-ana.eml')
    await expect(createOutbox(join(folder, 'deep')).send(mail())).resolves.toEqual({ kind: 'sent', detail: path })
    expect(await readFile(path, 'utf8')).toBe('Subject: x\r\n\r\nbody\r\n')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('createOutbox › keeps one file of one mail, and nothing half written', async () => {
    const outbox = createOutbox(folder)
    await outbox.send(mail('first'))
    await outbox.send(mail('again'))
    expect(await readdir(folder)).toEqual(['2026-10-monthly-report-0199c3f2-ana.eml'])
    expect(await readFile(join(folder, outboxFileName(mail())), 'utf8')).toBe('again')
  })

  it('createOutbox › keeps a hostile id inside the folder', () => {
    expect(outboxFileName({ period: '2026-10', id: '../../etc/passwd\0' })).toBe(
      '2026-10-monthly-report-etc-passwd.eml',
    )
  })

  it('createOutbox › says why it cannot write, and that later may do', async () => {
    await writeFile(join(folder, 'file'), '')
    const outcome = await createOutbox(join(folder, 'file')).send(mail())
    expect(outcome.kind).toBe('later')
    expect(outcome.detail).toMatch(/^Cannot write .*file/)
  })
})
