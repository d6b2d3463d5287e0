import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

/** What the next ID token is like, if not as it should be. */
export interface Forgery {
  readonly claims?: Readonly<JWTPayload>
  readonly unsigned?: boolean
  /** Signed by a key that is not the provider's. */
  readonly strangeKey?: boolean
  readonly without?: readonly string[]
}

/** A provider that lies as it is told to. */
export interface FalseProvider {
  readonly issuer: string
  /** Paths that were asked for. */
  readonly asked: readonly string[]
  /** How it was shown the secret, for each of them: `Basic`, or undefined for another way or none. */
  readonly shown: readonly (string | undefined)[]
  /** @param nonce that the browser was sent with */
  lie(nonce: string, forgery?: Forgery): void
  /** Whether it ends the connection when it is to trade a code. */
  setHangsUp(does: boolean): void
  /** Whether it answers at all. */
  setAway(away: boolean): void
  /** What it says of itself besides, or instead. */
  readonly says: Record<string, unknown>
  stop(): Promise<void>
}

export async function startFalseProvider(clientId = 'usage-audit'): Promise<FalseProvider> {
  const [{ privateKey, publicKey }, strange] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const asked: string[] = []
  const shown: (string | undefined)[] = []
  const says: Record<string, unknown> = {}
  let [nonce, away, hangsUp] = ['', false, false]
  let forgery: Forgery = {}
  let issuer = ''
  const toToken = async () => {
    const now = Math.floor(Date.now() / 1_000)
    const usual = { iss: issuer, sub: 'eve', aud: clientId, iat: now, exp: now + 300, nonce, ...forgery.claims }
    const left = Object.entries(usual).filter(([name]) => !forgery.without?.includes(name))
    const claims = Object.fromEntries(left)
    if (forgery.unsigned) return new UnsecuredJWT(claims).encode()
    const key = forgery.strangeKey ? strange.privateKey : privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)
  }
  const answer = async (request: IncomingMessage) => {
    if (request.url === '/.well-known/openid-configuration')
      return {
        ...{
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
        },
        ...{ response_types_supported: ['code'], subject_types_supported: ['public'] },
        ...{ id_token_signing_alg_values_supported: ['RS256'], authorization_response_iss_parameter_supported: true },
        ...says,
      }
    if (request.url === '/keys') return { keys: [jwk] }
    return { access_token: 'x', token_type: 'bearer', id_token: await toToken() }
  }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (hangsUp && request.url === '/token') return void request.socket.destroy()
    shown.push(request.headers.authorization?.split(' ')[0])
    if (away) return void response.writeHead(500).end()
    void answer(request).then((body) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ issuer, asked, shown, says },
    lie: (of, given = {}) => {
      nonce = of
      forgery = given
    },
    setHangsUp: (does) => {
      hangsUp = does
    },
    setAway: (is) => {
      away = is
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
