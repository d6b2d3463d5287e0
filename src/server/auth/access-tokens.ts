import { randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { JOSEError } from 'jose/errors'
import type { ApiScope } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { minuteMs, secondMs } from '../../core/time.ts'
import type { ApiClient } from '../store/api-clients.ts'
import { type SigningKeys, signingAlgorithm } from './signing-keys.ts'

/** How long a token is good: others check it by themselves, so it cannot be taken back. */
export const accessTokenMs = 10 * minuteMs

/** What a token says (RFC 9068). */
export interface AccessClaims {
  readonly clientId: string
  readonly orgId: number
  readonly scopes: readonly ApiScope[]
}

export interface AccessTokens {
  sign(client: ApiClient, scopes: readonly ApiScope[]): Promise<string>
  /** @throws AppError `unauthenticated`, without saying which of all it is that is wrong */
  verify(token: string): Promise<AccessClaims>
}

/** @param baseUrl who issues the tokens, and whom they are for: this server */
export function createAccessTokens(keys: SigningKeys, baseUrl: () => string, now: () => number): AccessTokens {
  return {
    sign: async ({ id, orgId }, scopes) => {
      const { kid, key } = await keys.signer()
      const issuedAt = Math.floor(now() / secondMs)
      return new SignJWT({ client_id: id, org: orgId, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: signingAlgorithm, kid, typ: 'at+jwt' })
        .setIssuer(baseUrl())
        .setAudience(baseUrl())
        .setSubject(id)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + accessTokenMs / secondMs)
        .sign(key)
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, await keys.find(), {
          algorithms: [signingAlgorithm],
          typ: 'at+jwt',
          issuer: baseUrl(),
          audience: baseUrl(),
          requiredClaims: ['sub', 'exp', 'iat', 'client_id', 'org', 'scope'],
          maxTokenAge: accessTokenMs / secondMs,
          currentDate: new Date(now()),
        })
        const scopes = String(payload.scope).split(' ') as ApiScope[]
        return { clientId: String(payload.client_id), orgId: Number(payload.org), scopes }
      } catch (cause) {
        if (!(cause instanceof JOSEError)) throw cause
        throw new AppError('unauthenticated', 'this access token is not good here, or too old; ask for a new one', {
          cause,
        })
      }
    },
  }
}
