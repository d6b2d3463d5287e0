import type { ClientRequestArgs } from 'node:http'
import { Agent } from 'node:https'
import { type ConnectionOptions, checkServerIdentity, connect, DEFAULT_CIPHERS, type PeerCertificate } from 'node:tls'

/** Keys below 2048 bits and signatures by SHA-1 are refused, whatever the OpenSSL of this Node would let pass. */
const ciphers = `${DEFAULT_CIPHERS}:@SECLEVEL=2`

/** Old certificates name their server in the subject alone, which Node still believes and browsers do not. */
function checkName(host: string, certificate: PeerCertificate): Error | undefined {
  if (!certificate.subjectaltname)
    return Object.assign(new Error('no subject alternative name'), { code: 'ERR_TLS_CERT_NO_NAMES' })
  return checkServerIdentity(host, certificate)
}

/** What every connection to a server has to hold to; not even the environment can loosen it. */
export const strict = {
  rejectUnauthorized: true,
  minVersion: 'TLSv1.2',
  ciphers,
  checkServerIdentity: checkName,
} as const satisfies ConnectionOptions

type Done = (error: Error | null, socket?: unknown) => void

/**
 * Hands a connection to HTTP only when the server's certificate was found right: nothing of a request can be under way before.
 * @param options those of the request, `ca` and `timeout` among them
 */
function openSecurely(options: ClientRequestArgs & ConnectionOptions, done: Done): undefined {
  // A session that is resumed would not be checked again.
  const { host, port, servername, ca, timeout = 0 } = options
  const socket = connect({ host: host ?? '', port: Number(port), servername: servername ?? '', ca, ...strict })
  const fail = (error: Error) => {
    socket.destroy()
    done(error)
  }
  const tooLate = () => fail(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }))
  socket.setTimeout(timeout, tooLate)
  socket.once('error', fail)
  socket.once('secureConnect', () => {
    if (!socket.authorized) return fail(socket.authorizationError)
    socket.off('error', fail)
    socket.off('timeout', tooLate)
    done(null, socket)
  })
}

/** Keeps connections for the next request, as Node's own does. */
export const secureAgent: Agent = Object.assign(new Agent({ keepAlive: true, maxCachedSessions: 0 }), {
  createConnection: openSecurely,
})
