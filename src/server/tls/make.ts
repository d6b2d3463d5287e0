import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import { dayMs, hourMs } from '../../core/time.ts'

/** A certificate and its key, both in PEM. */
export interface Made {
  readonly cert: string
  readonly key: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const authorityMs = 3_650 * dayMs
const leafMs = 90 * dayMs
/** For clocks that are behind. */
const leewayMs = hourMs

const serialNumber = () => `01${randomBytes(15).toString('hex')}`
const toPem = async (key: webcrypto.CryptoKey) =>
  x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')

const newKeys = () => {
  x509.cryptoProvider.set(webcrypto)
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/** An authority that vouches for servers for ten years, and for no other authority. */
export async function makeAuthority(now: number): Promise<Made> {
  const keys = await newKeys()
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    // A name of its own, so that no two are taken for each other.
    name: `CN=usage-audit ${randomBytes(4).toString('hex')}`,
    notBefore: new Date(now - leewayMs),
    notAfter: new Date(now + authorityMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: cert.toString('pem'), key: await toPem(keys.privateKey) }
}

/** A server's certificate for ninety days, or until its authority ends. */
export async function makeLeaf(authority: Made, names: readonly string[], now: number): Promise<Made> {
  const keys = await newKeys()
  const issuer = new x509.X509Certificate(authority.cert)
  const der = x509.PemConverter.decodeFirst(authority.key)
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=usage-audit server',
    issuer: issuer.subject,
    notBefore: new Date(now - leewayMs),
    notAfter: new Date(Math.min(now + leafMs, issuer.notAfter.getTime())),
    signingKey,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  })
  return { cert: cert.toString('pem'), key: await toPem(keys.privateKey) }
}
