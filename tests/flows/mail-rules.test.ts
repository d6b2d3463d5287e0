import { expect, it } from 'vitest'
import { createLeaveLinks } from '../../src/server/auth/leave-links.ts'
import { composeMail } from '../../src/server/mail/compose.ts'
import { createSigner, isRecordOf, toDkimRecord } from '../../src/server/mail/dkim.ts'
import { createDkim, verifyDkim } from '../support/dkim.ts'
import { faultsOf } from '../support/mail-rules.ts'
import { createRandom } from '../support/random.ts'
import { sampleReport } from '../support/report.ts'
import { readStrictly } from '../support/strict-mails.ts'

const letter = {
  report: sampleReport(),
  reader: { name: 'Ana', address: 'ana@example.org', locale: 'en' as const },
  from: { name: 'usage-audit', address: 'reports@example.org' },
  messageId: '<m1@example.org>',
  date: new Date(0),
  links: { unsubscribe: 'https://audit.example.org/unsubscribe/abc.def' },
}

it('mails pass the rules of the large receivers, whatever names are in them', async () => {
  expect(await readStrictly(100, 10, createRandom(7))).toEqual([])
})

it('the strict reading finds a header that was changed on the way, and one that was left out', async () => {
  const dkim = createDkim()
  const bytes = await createSigner(dkim)(await composeMail(letter))
  expect(await faultsOf(bytes, dkim)).toEqual([])
  const changed = bytes.toString('latin1').replace('unsubscribe/abc', 'unsubscribe/xyz')
  expect(await faultsOf(Buffer.from(changed, 'latin1'), dkim)).toEqual(['DKIM: fail and 0 more'])
  const without = bytes.toString('latin1').replace(/List-Unsubscribe-Post: .*\r\n/, '')
  expect((await faultsOf(Buffer.from(without, 'latin1'), dkim)).length).toBeGreaterThan(1)
})

it('a signature is the same for the same mail, and another key’s does not hold', async () => {
  const dkim = createDkim()
  const [bytes, again] = await Promise.all([1, 2].map(async () => createSigner(dkim)(await composeMail(letter))))
  expect(bytes!.equals(again!)).toBe(true)
  expect((await verifyDkim(bytes!, dkim)).map(({ result }) => result)).toEqual(['pass'])
  expect((await verifyDkim(bytes!, createDkim())).map(({ result }) => result)).toEqual(['fail'])
  expect([isRecordOf(dkim, toDkimRecord(dkim)), isRecordOf(createDkim(), toDkimRecord(dkim))]).toEqual([true, false])
})

it.each([
  ['no key', /holds no private key in PEM/],
  [
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIBERERERERERERERERERERERERERERERERERERERERERERER\n-----END PRIVATE KEY-----\n',
    /must be an RSA key/,
  ],
])('a key of %j is refused before any mail is sent', (privateKey, why) => {
  expect(() => createSigner({ ...createDkim(), privateKey })).toThrow(why)
})

it('one click is offered only where the way is safe, and a mail without an address to leave at has neither header', async () => {
  const headsOf = async (unsubscribe?: string) => {
    const bytes = await composeMail({ ...letter, links: unsubscribe === undefined ? {} : { unsubscribe } })
    return bytes.toString('latin1').match(/^List-[\w-]+/gm) ?? []
  }
  expect(await headsOf('https://a.example/x')).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post'])
  expect(await headsOf('http://127.0.0.1:8787/x')).toEqual(['List-Unsubscribe'])
  expect(await headsOf()).toEqual([])
})

it('a token to leave is read by who made it, and by nobody else', () => {
  const links = createLeaveLinks(Buffer.alloc(32, 1))
  const of = { orgId: 3, reader: 'ana', kind: 'org-month', about: '' }
  const token = links.toToken(of)
  expect(links.read(token)).toEqual(of)
  expect(createLeaveLinks(Buffer.alloc(32, 2)).read(token)).toBeUndefined()
  const [body, mac] = token.split('.') as [string, string]
  const forged = Buffer.from(JSON.stringify([4, 'ana', 'org-month', ''])).toString('base64url')
  for (const bad of ['', '.', body, `${forged}.${mac}`, `${body}.${'A'.repeat(22)}`, `${token}x`, `${body}x.${mac}`])
    expect(links.read(bad)).toBeUndefined()
})
