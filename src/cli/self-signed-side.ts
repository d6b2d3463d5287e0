import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { ensureSelfSigned, readCa, readPin, selfSignedFiles } from '../server/tls/self-signed.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'

/** The files of a certificate that the server made for itself. */
export const selfSignedPlace = (cli: Cli) => selfSignedFiles(folderOf(cli))

/** The authority that this computer's server made, in PEM; undefined if there is none. */
export const readAuthority = (cli: Cli) => readCa(folderOf(cli))

type ServerConfig = Config['server']

const folderOf = (cli: Cli) => join(cli.dataPaths().server, 'tls')

/** Everything that a device may call this computer by: its public name, its host name, and its addresses. */
export function namesOf({ publicUrl, host }: ServerConfig): string[] {
  const isAny = /^(0\.0\.0\.0|::)$/.test(host)
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .map(({ address }) => address)
    .filter((address) => !address.startsWith('fe80:'))
  const publicName = publicUrl ? [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')] : []
  const names = [
    ...publicName,
    hostname().toLowerCase(),
    'localhost',
    '127.0.0.1',
    '::1',
    ...(isAny ? addresses : [host]),
  ]
  return [...new Set(names)]
}

/** The server's settings with the certificate that it made for itself, and the pin to tell; nothing changes without `server.tls`. */
export async function withSelfSigned(cli: Cli, server: ServerConfig) {
  if (server.tls !== 'self-signed') return { http: server, pin: undefined, ca: undefined, renew: undefined }
  cli.dataDir()
  const ensure = () => ensureSelfSigned(folderOf(cli), namesOf(server), cli.now())
  const { files, pin, ca } = await ensure()
  const http = { ...server, tlsCert: files.certFile, tlsKey: files.keyFile, hsts: false }
  return { http, pin, ca, renew: async () => void (await ensure()) }
}

/** The pin that enrolment carries; undefined where no authority of its own is used, or none was made yet. */
export const knownPin = (cli: Cli, { tls }: ServerConfig): string | undefined =>
  tls === 'self-signed' ? readPin(folderOf(cli)) : undefined
