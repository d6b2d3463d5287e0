import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dayMs } from '../../core/time.ts'
import { ensureSelfSigned, readPin } from './self-signed.ts'

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'usage-audit-test-')), 'tls')
const start = Date.UTC(2026, 0, 1)
const names = ['audit.example.org', 'localhost', '127.0.0.1', '::1']
const leafOf = (folder: string) => new X509Certificate(readFileSync(join(folder, 'server.pem')))

describe('a server that vouches for itself', () => {
  it('makes an authority and a certificate for every name, for its owner alone', async () => {
    const folder = newFolder()
    const { pin, ca } = await ensureSelfSigned(folder, names, start)
    const leaf = leafOf(folder)
    for (const name of names) expect(leaf.checkHost(name) ?? leaf.checkIP(name), name).toBeDefined()
    expect(leaf.checkIssued(new X509Certificate(ca))).toBe(true)
    expect(pin).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(readPin(folder)).toBe(pin)
    if (process.platform === 'win32') return
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of ['authority.pem', 'server.pem'])
      expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600)
  })

  it('renews the certificate before it ends and for other names, and keeps the authority', async () => {
    const folder = newFolder()
    const { pin } = await ensureSelfSigned(folder, names, start)
    const first = leafOf(folder).serialNumber
    await ensureSelfSigned(folder, names, start + 59 * dayMs)
    expect(leafOf(folder).serialNumber).toBe(first)
    await ensureSelfSigned(folder, names, start + 61 * dayMs)
    const second = leafOf(folder)
    expect(second.serialNumber).not.toBe(first)
    expect(Date.parse(second.validTo)).toBe(start + 151 * dayMs)
    expect((await ensureSelfSigned(folder, [...names, 'more.example.org'], start + 62 * dayMs)).pin).toBe(pin)
    expect(leafOf(folder).checkHost('more.example.org')).toBeDefined()
  })

  it('never outlives its authority, and says when that has ended', async () => {
    const folder = newFolder()
    await ensureSelfSigned(folder, names, start)
    await ensureSelfSigned(folder, names, start + 3_640 * dayMs)
    expect(Date.parse(leafOf(folder).validTo)).toBe(start + 3_650 * dayMs)
    await expect(ensureSelfSigned(folder, names, start + 3_651 * dayMs)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/expired.*every device has to enrol again/),
    })
  })

  it('refuses an authority that is damaged rather than making another', async () => {
    const folder = newFolder()
    await ensureSelfSigned(folder, names, start)
    writeFileSync(join(folder, 'authority.pem'), 'nothing')
    await expect(ensureSelfSigned(folder, names, start)).rejects.toMatchObject({ code: 'config', at: 'server.tls' })
  })
})
