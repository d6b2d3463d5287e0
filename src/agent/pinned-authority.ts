import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { AppError } from '../core/errors.ts'
import { toPin } from '../core/pins.ts'
import { secondMs } from '../core/time.ts'
import { describeProblem } from './network-problem.ts'

const patienceMs = 15 * secondMs

/**
 * The certificate authority, in PEM, that a server shows and that a pin names. Nothing is said on that connection: whether the
 * server's own certificate is right is checked by whoever connects next and trusts this authority alone.
 * @param pin sixty-four hexadecimal digits, as `parsePin` gives them
 * @throws AppError `unavailable` if the server is not there, `forbidden` if it shows no such authority
 */
export async function fetchPinnedAuthority(server: string, pin: string): Promise<string> {
  const shown = await readChain(new URL(server)).catch((cause: Error) => {
    const message = `cannot reach ${server}: ${describeProblem(cause)}`
    throw new AppError('unavailable', message, { cause, at: 'agent.server' })
  })
  const authority = shown.find(({ fingerprint256 }) => toPin(fingerprint256) === `sha256:${pin}`)
  if (authority?.ca) return authority.toString()
  const found = authority
    ? 'the pin names a certificate that may not sign others'
    : `it shows ${shown.map(({ fingerprint256 }) => toPin(fingerprint256)).join(', ')}`
  throw new AppError(
    'forbidden',
    `${server} is not the server of this pin, and nothing was sent to it: ${found}. Compare the pin with what \`serve\` printed there; if it is right, somebody stands in between.`,
    { at: '--pin' },
  )
}

const readChain = ({ hostname, port }: URL): Promise<X509Certificate[]> =>
  new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const servername = isIP(host) ? '' : host
    // Looked at only; the connection ends with this handshake.
    const socket = connect({ host, port: Number(port || 443), servername, rejectUnauthorized: false })
    socket.setTimeout(patienceMs, () => socket.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })))
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      resolve(toChain(socket.getPeerCertificate(true)))
      socket.destroy()
    })
  })

/** The last one of a chain names itself as its issuer. */
function toChain(first: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = []
  const seen = new Set<DetailedPeerCertificate>()
  for (let at: DetailedPeerCertificate | undefined = first; at?.raw && !seen.has(at); at = at.issuerCertificate) {
    seen.add(at)
    chain.push(new X509Certificate(at.raw))
  }
  return chain
}
