import { createHash, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { openJournal } from '../../src/agent/journal/journal.ts'
import { readState } from '../../src/agent/journal/state.ts'
import { createUploader } from '../../src/agent/uploader.ts'
import { toPin } from '../../src/core/pins.ts'
import { secondMs } from '../../src/core/time.ts'
import { makeCertificates, type Shown } from '../support/certificates.ts'
import { enrolled, examine, listen, recorded } from '../support/doctor.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'

const canary = 'a-canary-that-no-server-may-see-before-it-is-known'

let made: Awaited<ReturnType<typeof makeCertificates>>
const folder = newFolder()
const [caFile, tokenFile] = [join(folder, 'ca.pem'), join(folder, 'canary.token')]

beforeAll(async () => {
  made = await makeCertificates()
  writeFileSync(caFile, made.trusted)
  writeFileSync(tokenFile, `${canary}\n`)
}, 60_000)

/** A server that notes every byte that is said to it once a connection is secure. */
async function listenTo({ cert, key, address }: Shown) {
  const heard: Buffer[] = []
  // It would show anything: only the other side keeps to rules.
  const server = createServer({ cert, key, ciphers: 'DEFAULT:@SECLEVEL=0' }, (socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      heard.push(bytes)
      socket.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n')
    })
  })
  server.on('tlsClientError', () => {})
  const url = `https://${address}:${await listen(server)}`
  return { url, heard: () => Buffer.concat(heard).toString('latin1') }
}

const enroll = (url: string, env: Record<string, string> = { USAGE_AUDIT_AGENT__CA: caFile }, more: string[] = []) =>
  runProgram(
    ['agent', 'enroll', '--server', url, '--token-file', tokenFile, '--data-dir', newFolder(), ...more],
    cleanEnvironment(env),
  )

const reasons: Readonly<Record<string, RegExp>> = {
  expired: /has expired.*clock of this computer is ahead/,
  'not yet valid': /not valid yet.*clock of this computer is behind/,
  'of another host': /is for another name/,
  'that vouches for itself': /vouches for itself.*--pin/,
  'of an unknown authority': /authority that is not known here.*agent\.ca/,
  'of another authority with the same name': /not known here|not signed by the authority/,
  'signed by one that may not': /may not sign others/,
  'without alternative names': /no subject alternative name/,
  'for another address': /is for another name/,
  'with a key of 1024 bits': /key of its certificate is too weak/,
  'signed with SHA-1': /SHA-1/,
  'with a wildcard for everything': /is for another name/,
  'without the one in between': /incomplete chain|not known here/,
}

describe('a server’s certificate', () => {
  it('that is right is believed, and only then the token is told', async () => {
    const server = await listenTo(made.good)
    const { exit, err } = await enroll(server.url)
    expect({ exit, err }).toMatchObject({ exit: 77, err: expect.stringContaining('does not know this token') })
    expect(server.heard()).toContain(canary)
  })

  it('that is wrong is not, in whatever way it is, and nothing is sent', async () => {
    expect(Object.keys(made.bad)).toEqual(Object.keys(reasons))
    const tries = Object.entries(made.bad).map(async ([kind, shown]) => {
      const server = await listenTo(shown)
      const { exit, err } = await enroll(server.url)
      return [kind, { exit, err, heard: server.heard() }] as const
    })
    const wanted = Object.entries(reasons).map(([kind, reason]) => [
      kind,
      { exit: 69, err: expect.stringMatching(reason), heard: '' },
    ])
    expect(Object.fromEntries(await Promise.all(tries))).toEqual(Object.fromEntries(wanted))
  })

  it('is checked although the environment asks for no check', async () => {
    const server = await listenTo(made.bad.expired!)
    const { exit, err } = await enroll(server.url, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect({ exit, err }).toMatchObject({ exit: 78, err: expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED') })
    expect(server.heard()).toBe('')
  })

  it('of an authority in NODE_EXTRA_CA_CERTS is believed', async () => {
    const server = await listenTo(made.good)
    expect((await enroll(server.url, { NODE_EXTRA_CA_CERTS: caFile })).exit).toBe(77)
  })

  it.each([
    ['of the authority, is believed', 'authority', 77, true],
    ['of another authority, is not', 'twin', 77, false],
    ['of the server alone, is not', 'leaf', 77, false],
  ] as const)('with a pin %s', async (_, whose, exit, spoken) => {
    const server = await listenTo(made.good)
    const leaf = new X509Certificate(made.good.cert)
    const pins = {
      authority: toPin(new X509Certificate(made.authority.pem).fingerprint256),
      twin: `sha256:${createHash('sha256').update('twin').digest('hex')}`,
      leaf: toPin(leaf.fingerprint256),
    }
    const done = await enroll(server.url, {}, ['--pin', pins[whose]])
    expect(done.exit).toBe(exit)
    expect(server.heard().includes(canary)).toBe(spoken)
    if (!spoken) expect(done.err).toContain('nothing was sent to it')
  })

  it('that is wrong is a failed upload, tried again later', async () => {
    const server = await listenTo(made.bad.expired!)
    const { file } = recorded(secondMs)
    const journal = openJournal(file, Date.now())
    const sender = { version: '0.0.0', platform: 'test' }
    const times = { uploadMs: 60_000, now: Date.now, random: Math.random }
    const uploader = createUploader({
      journal,
      server: server.url,
      token: () => canary,
      ca: made.trusted,
      sender,
      ...times,
    })
    expect(await uploader.uploadNow()).toEqual({ rows: 0, error: expect.stringMatching(/has expired/) })
    expect(readState(journal.db).failingSince).toBeGreaterThan(0)
    expect(server.heard()).toBe('')
    await uploader.stop()
    journal.close()
  })

  it('is told of by doctor, with the way out', async () => {
    const server = await listenTo(made.bad.expired!)
    const found = await examine(enrolled(server.url), { USAGE_AUDIT_AGENT__CA: caFile })
    expect(found.get('server')).toMatchObject({
      code: 'server_untrusted',
      message: expect.stringMatching(/has expired/),
    })
    expect(server.heard()).toBe('')
  })
})
