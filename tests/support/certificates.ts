import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { dayMs } from '../../src/core/time.ts'

x509.cryptoProvider.set(webcrypto)

const ec = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const rsa = (modulusLength: number, hash: string) => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  hash,
  publicExponent: new Uint8Array([1, 0, 1]),
})

/** Who signs: a certificate with its keys. */
export interface Signer {
  readonly cert: x509.X509Certificate
  readonly keys: webcrypto.CryptoKeyPair
  readonly pem: string
  readonly key: string
}

/** What differs from a good certificate for `localhost` and 127.0.0.1. */
export interface Wish {
  readonly name?: string
  readonly from?: number
  readonly until?: number
  readonly dns?: readonly string[]
  readonly ip?: readonly string[]
  readonly ca?: boolean
  readonly by?: Signer | undefined
  readonly algorithm?: object
}

/** Makes a certificate; without `by` it vouches for itself. */
export async function certify(wish: Wish = {}): Promise<Signer> {
  const { name = 'CN=localhost', from = -dayMs, until = 90 * dayMs, dns = ['localhost'], ip = ['127.0.0.1'] } = wish
  const algorithm = (wish.algorithm ?? ec) as typeof ec
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const names = [
    ...dns.map((value) => ({ type: 'dns' as const, value })),
    ...ip.map((value) => ({ type: 'ip' as const, value })),
  ]
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(8).toString('hex')}`,
    subject: name,
    issuer: wish.by?.cert.subject ?? name,
    notBefore: new Date(Date.now() + from),
    notAfter: new Date(Date.now() + until),
    publicKey: keys.publicKey,
    signingKey: wish.by?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: { ...(wish.by?.cert.signatureAlgorithm ?? ec), ...algorithm } as typeof ec,
    extensions: [
      new x509.BasicConstraintsExtension(wish.ca ?? false, undefined, true),
      ...(names.length > 0 && !wish.ca ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  })
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { cert, keys, pem: cert.toString('pem'), key }
}

const authority = (more: Wish = {}) => certify({ name: 'CN=Authority', ca: true, until: 3_650 * dayMs, ...more })

/** A certificate with its key, and what is shown with it. */
export interface Shown {
  readonly address: 'localhost' | '127.0.0.1'
  readonly cert: string
  readonly key: string
}

/** One authority that is trusted, one good certificate of it, and more than twelve that must not be believed. */
export async function makeCertificates() {
  const ca = await authority()
  const twin = await authority()
  const between = await certify({ name: 'CN=Between', ca: true, by: ca })
  const good = await certify({ by: ca })
  const server = await certify({ name: 'CN=Server', by: ca })
  const weakCa = await authority({ name: 'CN=Old', algorithm: rsa(2048, 'SHA-256') })
  const show = ({ pem, key }: Signer, more: readonly Signer[] = [ca], address: Shown['address'] = 'localhost') => ({
    address,
    cert: [pem, ...more.map((each) => each.pem)].join('\n'),
    key,
  })
  const bad: Readonly<Record<string, Shown>> = {
    expired: show(await certify({ by: ca, from: -9 * dayMs, until: -dayMs })),
    'not yet valid': show(await certify({ by: ca, from: dayMs })),
    'of another host': show(await certify({ by: ca, dns: ['other.example'] })),
    'that vouches for itself': show(await certify(), []),
    'of an unknown authority': await authority({ name: 'CN=Stranger' }).then(async (stranger) =>
      show(await certify({ by: stranger }), [stranger]),
    ),
    'of another authority with the same name': show(await certify({ by: twin }), [twin]),
    'signed by one that may not': show(await certify({ by: server }), [server, ca]),
    'without alternative names': show(await certify({ by: ca, dns: [], ip: [] })),
    'for another address': show(await certify({ by: ca, ip: ['192.0.2.1'] }), [ca], '127.0.0.1'),
    'with a key of 1024 bits': show(await certifyRsa(weakCa, 1024, 'SHA-256'), [weakCa]),
    'signed with SHA-1': show(await certifyRsa(weakCa, 2048, 'SHA-1'), [weakCa]),
    'with a wildcard for everything': show(await certify({ by: ca, dns: ['*', 'l*t'] })),
    'without the one in between': show(await certify({ by: between }), []),
  }
  return { trusted: [ca.pem, weakCa.pem].join('\n'), authority: ca, good: show(good), bad }
}

/** The signer's key signs with the digest that is asked for. */
async function certifyRsa(by: Signer, bits: number, hash: string): Promise<Signer> {
  const algorithm = rsa(bits, hash)
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', by.keys.privateKey)
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, rsa(2048, hash), true, ['sign'])
  return certify({ by: { ...by, keys: { ...by.keys, privateKey } }, algorithm })
}
