import { X509Certificate } from 'node:crypto'
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { describe, expect, it, vi } from 'vitest'
import { dayMs } from '../../src/core/time.ts'
import { certify, type Signer } from '../support/certificates.ts'
import { cleanEnvironment, newFolder, runProgram } from '../support/program.ts'
import { handshake, patience, startServe } from '../support/serve-tls.ts'

const ask = (port: number, headers: Record<string, string> = {}, socket?: TLSSocket): Promise<IncomingHttpHeaders> =>
  new Promise((resolve, reject) => {
    const address = { host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false }
    const given = { ...address, headers: { connection: 'keep-alive', ...headers } }
    request({ ...given, ...(socket && { createConnection: () => socket }) }, (answer) => {
      answer.resume().once('end', () => resolve({ ...answer.headers, ':status': String(answer.statusCode) }))
    })
      .once('error', reject)
      .end()
  })

/** Files of a certificate with its key, and the settings that name them. */
function writePair({ pem, key }: Signer, folder = newFolder()) {
  const [cert, secret] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(cert, pem)
  writeFileSync(secret, key)
  return { folder, cert, key: secret, env: { USAGE_AUDIT_SERVER__TLS_CERT: cert, USAGE_AUDIT_SERVER__TLS_KEY: secret } }
}

const serialAt = async (port: number) => (await handshake(port)).getPeerCertificate().serialNumber
const serialOf = ({ pem }: Signer) => new X509Certificate(pem).serialNumber

describe('serve with a certificate from outside', () => {
  it('takes a new one without dropping connections, and keeps the old one where the new is no good', async () => {
    const [first, second] = [await certify(), await certify()]
    const files = writePair(first)
    const { port, said } = await startServe(['--data-dir', newFolder()], files.env)
    const open = await handshake(port)
    expect(await serialAt(port)).toBe(serialOf(first))
    writeFileSync(files.key, second.key)
    await vi.waitFor(() => expect(said()).toContain('the one before stays in use'), patience)
    expect(said()).toContain('server.tls_key')
    expect(await serialAt(port)).toBe(serialOf(first))
    writePair(second, files.folder)
    await vi.waitFor(async () => expect(await serialAt(port)).toBe(serialOf(second)), patience)
    expect(await ask(port, {}, open)).toMatchObject({ ':status': '200' })
    expect(open.getPeerCertificate().serialNumber).toBe(serialOf(first))
  })

  it('speaks TLS 1.2 at least, and tells browsers to stay with it, but for this computer', async () => {
    const { env } = writePair(await certify())
    const settings = { ...env, USAGE_AUDIT_SERVER__PUBLIC_URL: 'https://audit.example' }
    const { port } = await startServe(['--data-dir', newFolder()], settings)
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
    await expect(handshake(port, old)).rejects.toThrow()
    expect(await ask(port, { host: 'audit.example' })).toMatchObject({
      'strict-transport-security': 'max-age=31536000',
    })
    expect(await ask(port)).not.toHaveProperty('strict-transport-security')
  })

  it('says which setting is wrong, and how', async () => {
    const [good, other] = [await certify(), await certify()]
    const expired = await certify({ from: -9 * dayMs, until: -dayMs })
    const [missing, mixed, old, text, locked] = [good, { ...good, key: other.key }, expired, good, good].map((each) =>
      writePair(each),
    )
    rmSync(missing!.cert)
    writeFileSync(text!.key, 'not a key')
    chmodSync(locked!.key, 0o000)
    const cases = [
      [missing!, /server\.tls_cert: .* does not exist/],
      [mixed!, /server\.tls_key: .* is not the key of the certificate/],
      [old!, /server\.tls_cert: .* expired on .*; renew it/],
      [text!, /server\.tls_key: .* holds no private key in PEM/],
      // The superuser may read everything.
      ...(process.getuid?.() === 0 ? [] : [[locked!, /server\.tls_key: .* may not be read by this account/] as const]),
    ] as const
    const tries = cases.map(async ([{ env }, message]) => {
      const settings = cleanEnvironment({ USAGE_AUDIT_SERVER__PORT: '0', ...env })
      const { exit, err } = await runProgram(['serve', '--data-dir', newFolder()], settings)
      expect({ exit, err }).toMatchObject({ exit: 78, err: expect.stringMatching(message) })
    })
    await Promise.all(tries)
  })
})
