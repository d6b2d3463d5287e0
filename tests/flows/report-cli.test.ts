import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { hourMs } from '../../src/core/time.ts'
import { applyBatch } from '../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { createDevice } from '../../src/server/store/devices.ts'
import { openStore } from '../../src/server/store/open.ts'
import { findOwner, personalOrg } from '../../src/server/store/people.ts'
import { newFolder } from '../support/program.ts'
import { aBatch, noon } from '../support/records.ts'
import { runHere } from '../support/world.ts'

/** A computer's own server, with an hour of its owner's 2 November, and the commands that read it. */
async function openOwn() {
  const folder = newFolder()
  const env = { USAGE_AUDIT_REPORTS__ZONE: 'UTC', USAGE_AUDIT_REPORTS__TO: 'Ana <ana@example.org>' }
  const run = (...args: string[]) =>
    runHere([...args, '--data-dir', folder], { env, now: () => noon + 2 * hourMs, cwd: folder })
  await run('subscriptions', 'list')
  const store = await openStore(`file:${join(folder, 'server', 'usage-audit.db')}`)
  const { id: userId } = (await findOwner(store, personalOrg))!
  const device = { orgId: personalOrg, userId, name: 'laptop', platform: 'linux-x64', token: 'token', now: noon }
  await applyBatch(
    store,
    { orgId: personalOrg, deviceId: await createDevice(store, device) },
    parseBatch(aBatch()),
    noon,
  )
  await store.close()
  return { run, folder }
}

it('shows a report of a month, a week and the organisation in every form, and says what cannot be', async () => {
  const { run, folder } = await openOwn()
  expect((await run('report', '--month', '2026-11')).out).toContain('Firefox')
  expect(JSON.parse((await run('report', '--week', '2026-W45', '--json')).out)).toMatchObject({
    ...{ kind: 'person-week', period: '2026-W45', closed: false, recordedMs: hourMs },
  })
  // As an address of the web names it.
  const sunday = await run('report', '--week', '2026-11-01..2026-11-07', '--json')
  expect(JSON.parse(sunday.out)).toMatchObject({ kind: 'person-week', period: '2026-11-01', recordedMs: hourMs })
  expect(JSON.parse((await run('report', '--org', '--format', 'json')).out)).toMatchObject({ kind: 'org-month' })
  expect((await run('report', '--format', 'csv')).out).toContain('Firefox')
  const pdf = await run('report', '--format', 'pdf', '--out', join(folder, 'a.pdf'))
  expect([pdf.exit, readFileSync(join(folder, 'a.pdf')).subarray(0, 5).toString()]).toEqual([0, '%PDF-'])
  for (const [args, exit, said] of [
    [['--format', 'pdf'], 64, 'name a file with --out'],
    [['--week', '2026-W60'], 64, 'write it as 2026-W44'],
    [['--week', '2026-10-26..2026-11-01'], 64, 'the Sunday on which it begins'],
    [['--week', '--month', '2026-10'], 64, 'take one of them'],
    [['--org', '--week'], 64, 'months only'],
    [['--person', 'nobody@example.org'], 65, 'nobody'],
    [['--out', join(folder, 'no', 'such', 'folder')], 73, 'cannot write'],
  ] as const) {
    const failed = await run('report', ...args)
    expect([failed.exit, failed.err]).toEqual([exit, expect.stringContaining(said)])
  }
  const preview = await run('report', 'preview', '--no-open', '--json')
  expect(existsSync(JSON.parse(preview.out).file)).toBe(true)
})

it('mails, lists and resends what it mailed', async () => {
  const { run, folder } = await openOwn()
  expect((await run('report', 'list')).out).toContain('No mails')
  await run('report', '--send')
  await run('report', '--week', '--send', '--to', 'bo@example.org')
  const files = readdirSync(join(folder, 'outbox'))
  expect(files.filter((file) => file.endsWith('.eml'))).toHaveLength(2)
  const listed = JSON.parse((await run('report', 'list', '--json')).out)
  expect(
    listed.map(({ kind, state, address, planned }: Record<string, unknown>) => [kind, state, address, planned]).sort(),
  ).toEqual([
    ['person-month', 'sent', 'ana@example.org', false],
    ['person-week', 'sent', 'bo@example.org', false],
  ])
  expect(JSON.parse((await run('report', 'list', '--state', 'failed', '--json')).out)).toEqual([])
  expect(JSON.parse((await run('report', 'list', '--month', '2026-11', '--json')).out)).toHaveLength(2)
  const [{ id }] = listed
  const again = await run('report', 'resend', id.slice(0, 8))
  expect([again.exit, again.err]).toEqual([75, expect.stringContaining('this mail is sent')])
  const none = await run('report', 'resend', 'zzz')
  expect([none.exit, none.err]).toEqual([65, expect.stringContaining('usage-audit report list')])
})

it('says who gets which reports, and asks somebody without an account', async () => {
  const { run } = await openOwn()
  const kinds = JSON.parse((await run('subscriptions', 'list', '--json')).out)
  expect(kinds.map(({ kind, wanted }: Record<string, unknown>) => [kind, wanted])).toEqual([
    ['person-month', true],
    ['person-week', false],
  ])
  const set = await run('subscriptions', 'set', 'person-week', '--wanted', 'yes', '--hour', '7', '--attach', 'csv,pdf')
  expect(set.out).toMatch(/own week +yes +07:00/)
  expect((await run('subscriptions', 'set', 'person-week', '--hour', '25')).exit).toBe(64)
  expect((await run('subscriptions', 'set', 'org-month', '--wanted', 'yes')).exit).toBe(65)
  const added = await run('recipients', 'add', 'Bo@example.org', '--name', 'Bo', '--json')
  expect(JSON.parse(added.out)).toMatchObject({ address: 'bo@example.org', kind: 'person-month' })
  expect((await run('recipients', 'list')).out).toMatch(/Bo +bo@example.org .*has not answered yet/)
  expect((await run('recipients', 'remove', 'bo@example.org')).exit).toBe(0)
  expect((await run('recipients', 'list')).out).toContain('Nobody')
})
