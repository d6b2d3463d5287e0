import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { toPin } from '../../core/pins.ts'
import { dayMs } from '../../core/time.ts'
import type { Made } from './make.ts'
import { type PairFiles, readPair } from './pair.ts'

/** What a server that vouches for itself has. */
export interface SelfSigned {
  /** Certificate, authority and key in one file, so that they are never of two minds. */
  readonly files: PairFiles
  /** `sha256:…` of the authority, for who enrols. */
  readonly pin: string
  /** The authority, in PEM. */
  readonly ca: string
}

const renewBeforeMs = 30 * dayMs

/** Where `ensureSelfSigned` keeps what it makes. */
export const selfSignedFiles = (folder: string) => ({
  authority: join(folder, 'authority.pem'),
  server: join(folder, 'server.pem'),
})

/**
 * Makes what is missing: an authority, once, and the server's certificate, anew thirty days before it ends or when its names
 * change. Whoever pinned the authority notices nothing.
 * @param names host names and addresses
 * @throws AppError `config` if the authority is damaged or has ended
 */
export async function ensureSelfSigned(folder: string, names: readonly string[], now: number): Promise<SelfSigned> {
  const { authority: authorityFile, server } = selfSignedFiles(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Loaded only here: it is much code, and most servers need none of it.
  const { makeAuthority, makeLeaf } = await import('./make.ts')
  if (!existsSync(authorityFile)) {
    const { cert, key } = await makeAuthority(now)
    write(authorityFile, cert, key)
  }
  const authority = readAuthority(authorityFile, now)
  const files = { certFile: server, keyFile: server }
  if (!isGood(files, authority.cert, names, now)) {
    const { cert, key } = await makeLeaf(authority, names, now)
    write(server, cert, authority.cert, key)
  }
  return { files, pin: toPin(new X509Certificate(authority.cert).fingerprint256), ca: authority.cert }
}

/** An authority that was made already, in PEM, without its key; undefined if there is none. */
export function readCa(folder: string): string | undefined {
  const { authority } = selfSignedFiles(folder)
  return existsSync(authority) ? new X509Certificate(readFileSync(authority)).toString() : undefined
}

/** The pin of an authority that was made already; undefined if there is none. */
export function readPin(folder: string): string | undefined {
  const ca = readCa(folder)
  return ca && toPin(new X509Certificate(ca).fingerprint256)
}

function readAuthority(file: string, now: number): Made {
  try {
    const { cert, key, leaf } = readPair({ certFile: file, keyFile: file }, now)
    if (leaf.ca) return { cert: leaf.toString(), key: /-----BEGIN PRIVATE KEY-----[\s\S]*/.exec(key.toString())![0] }
    throw new AppError('config', `${cert.length} bytes that are no authority`)
  } catch (cause) {
    throw new AppError(
      'config',
      `the authority in ${file} cannot be used (${(cause as Error).message}); put it back from a backup, or remove the file: another is made, and every device has to enrol again`,
      { cause, at: 'server.tls' },
    )
  }
}

function isGood(files: PairFiles, authority: string, names: readonly string[], now: number): boolean {
  if (!existsSync(files.certFile)) return false
  try {
    const { leaf, endsAt } = readPair(files, now)
    const issuer = new X509Certificate(authority)
    const has = (leaf.subjectAltName ?? '').split(', ').length === names.length
    const fits = (name: string) => (leaf.checkHost(name, { wildcards: false }) ?? leaf.checkIP(name)) !== undefined
    const lasts = endsAt - now > renewBeforeMs || endsAt >= Date.parse(issuer.validTo)
    return lasts && has && names.every(fits) && leaf.verify(issuer.publicKey)
  } catch {
    return false
  }
}

/** For its owner's eyes only, and never half written. */
function write(file: string, ...parts: readonly string[]): void {
  writeFileSync(`${file}.new`, `${parts.map((part) => part.trim()).join('\n')}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
