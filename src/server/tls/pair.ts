import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import { AppError } from '../../core/errors.ts'

/** The files of a certificate, with those between it and its authority, and of its key; it may be one file. */
export interface PairFiles {
  readonly certFile: string
  readonly keyFile: string
}

/** A certificate and its key, checked, in PEM. */
export interface Pair {
  readonly cert: Buffer
  readonly key: Buffer
  readonly leaf: X509Certificate
  /** Until when the certificate is valid, in epoch milliseconds. */
  readonly endsAt: number
}

/** @throws AppError `config` naming the setting: no file, not readable, not PEM, another's key, not valid at `now` */
export function readPair({ certFile, keyFile }: PairFiles, now: number): Pair {
  const cert = readTlsFile('server.tls_cert', certFile)
  const key = readTlsFile('server.tls_key', keyFile)
  const leaf = parse('server.tls_cert', certFile, 'holds no certificate in PEM', () => new X509Certificate(cert))
  const secret: KeyObject = parse(
    'server.tls_key',
    keyFile,
    'holds no private key in PEM that is without a password',
    () => createPrivateKey(key),
  )
  if (!leaf.checkPrivateKey(secret))
    refuse(
      'server.tls_key',
      keyFile,
      `is not the key of the certificate in ${certFile}; take the two from the same place`,
    )
  const endsAt = Date.parse(leaf.validTo)
  if (endsAt <= now) refuse('server.tls_cert', certFile, `expired on ${leaf.validTo}; renew it`)
  if (Date.parse(leaf.validFrom) > now)
    refuse('server.tls_cert', certFile, `is valid only from ${leaf.validFrom}; is the clock of this computer right?`)
  parse('server.tls_cert', certFile, 'cannot be used', () => createSecureContext({ cert, key }))
  return { cert, key, leaf, endsAt }
}

function parse<T>(setting: string, file: string, what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    return refuse(setting, file, `${what} (${(cause as Error).message})`, cause)
  }
}

function refuse(setting: string, file: string, what: string, cause?: unknown): never {
  throw new AppError('config', `${setting}: ${file} ${what}`, { at: setting, cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this account: give it the right, or copy the file to where it may',
  EISDIR: 'is a folder',
}

function readTlsFile(setting: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException
    return refuse(setting, file, reasons[code] ?? `cannot be read: ${message}`, cause)
  }
}
