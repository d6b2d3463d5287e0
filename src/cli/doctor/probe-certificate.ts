import { existsSync } from 'node:fs'
import { AppError } from '../../core/errors.ts'
import { dayMs } from '../../core/time.ts'
import { readPair } from '../../server/tls/pair.ts'
import type { Cli } from '../cli.ts'
import type { Config } from '../config-shape.ts'
import { selfSignedPlace } from '../self-signed-side.ts'
import type { Case } from './cases.ts'

/** Certificates of ninety days are renewed with thirty to go; below this nobody has done so. */
const soonMs = 14 * dayMs

/** The certificate that `serve` would show, and until when. */
export function probeCertificate(cli: Cli, { server }: Config): Case {
  const own = server.tls === 'self-signed' ? selfSignedPlace(cli) : undefined
  const [certFile, keyFile] = own ? [own.server, own.server] : [server.tlsCert, server.tlsKey]
  if (!certFile || !keyFile || (own && !existsSync(certFile))) return { code: 'certificate_none' }
  try {
    const { leaf, endsAt: until } = readPair({ certFile, keyFile }, cli.now())
    const names = (leaf.subjectAltName ?? '').replace(/\b(DNS|IP Address):/g, '')
    return { code: until - cli.now() < soonMs ? 'certificate_ending' : 'certificate_fine', names, until }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: 'certificate_broken', reason: error.message }
  }
}
