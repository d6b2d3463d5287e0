import type { Configuration } from 'openid-client'
import { AppError } from '../../../core/errors.ts'
import type { Log } from '../../log.ts'
import type { Vault } from '../vault.ts'
import { away, createDiscovery, type Discovery, toReason } from './discovery.ts'
import { type Flow, flowMs, openFlow, type Purpose, sealFlow } from './flow.ts'
import { callbackPath, type Provider } from './provider.ts'

/** Whom a provider vouches for. */
export interface Vouched {
  readonly provider: Provider
  readonly purpose: Purpose
  /** With the subject: who it is. A name or an address may change, or be somebody else's there. */
  readonly issuer: string
  readonly subject: string
  /** As the provider calls them; empty if it does not say. */
  readonly name: string
}

/** The providers that are configured; no other is ever called. */
export interface Providers {
  readonly list: readonly Provider[]
  /** @throws AppError `not_found` */
  get(name: string): Provider
  /**
   * Begins a way to a provider and back.
   * @returns the provider's address, and what the browser has to bring back with it
   * @throws AppError `not_found`, `unavailable`
   */
  begin(name: string, purpose: Purpose): Promise<{ readonly url: string; readonly sealed: string }>
  /**
   * Ends it: what came back must fit what the browser was sent for.
   * @param sealed what the browser brought
   * @param search the query with which it came
   * @throws AppError `not_found`, `unavailable`; `unauthenticated` with the `fault` `declined`, `lost` or `broken`
   */
  finish(name: string, sealed: string | undefined, search: string): Promise<Vouched>
}

export interface ProvidersParts {
  readonly providers: readonly Provider[]
  readonly vault: Vault
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly baseUrl: () => string
  readonly now: () => number
}

export function createProviders({ providers, vault, log, baseUrl, now }: ProvidersParts): Providers {
  const clock = () => performance.now()
  const known = new Map(providers.map((one) => [one.name, { ...one, discover: createDiscovery(one, log, clock) }]))
  const get = (name: string): Provider & { readonly discover: Discovery } => {
    const found = known.get(name)
    if (!found) throw new AppError('not_found', 'there is no such provider here')
    return found
  }
  return {
    list: providers,
    get,
    begin: async (name, purpose) => {
      const config = await get(name).discover()
      const { buildAuthorizationUrl, calculatePKCECodeChallenge, ...make } = await import('openid-client')
      const flow: Flow = {
        ...{ provider: name, purpose, expiresAt: now() + flowMs },
        ...{ state: make.randomState(), nonce: make.randomNonce(), verifier: make.randomPKCECodeVerifier() },
      }
      const url = buildAuthorizationUrl(config, {
        ...{ redirect_uri: baseUrl() + callbackPath(name), scope: 'openid profile' },
        ...{ state: flow.state, nonce: flow.nonce },
        ...{ code_challenge: await calculatePKCECodeChallenge(flow.verifier), code_challenge_method: 'S256' },
      })
      return { url: url.href, sealed: sealFlow(vault, flow) }
    },
    finish: async (name, sealed, search) => {
      const provider = get(name)
      const flow = openFlow(vault, sealed, now())
      if (flow?.provider !== name)
        throw new AppError('unauthenticated', 'this browser was not sent there from here, or too long ago; try again', {
          details: { fault: 'lost' },
        })
      const config = await provider.discover()
      const url = new URL(baseUrl() + callbackPath(name) + search)
      const { purpose } = flow
      return { provider, purpose, ...(await redeem(config, url, flow).catch((error) => refuse(error, name, log))) }
    },
  }
}

/** As OpenID Connect has it. */
const mostSubject = 255

async function redeem(config: Configuration, url: URL, { verifier, state, nonce }: Flow) {
  const { authorizationCodeGrant } = await import('openid-client')
  const tokens = await authorizationCodeGrant(config, url, {
    ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('the provider sent no ID token')
  if (claims.sub.length > mostSubject) throw new Error('the subject of the ID token is too long')
  return { issuer: claims.iss, subject: claims.sub, name: typeof claims.name === 'string' ? claims.name : '' }
}

/** Why it was refused is for the log: who tries to get in by a forged answer learns nothing from it. */
function refuse(error: unknown, provider: string, log: ProvidersParts['log']): never {
  const { error: code } = error as { error?: unknown }
  if (code === 'access_denied')
    throw new AppError('unauthenticated', `nobody signed in at "${provider}"`, { details: { fault: 'declined' } })
  if (isAway(error)) throw away(provider)
  log.warn({ provider, reason: toReason(error) }, 'what came back from a provider of sign-ins was refused')
  throw new AppError('unauthenticated', `what came back from "${provider}" does not hold; try again`, {
    details: { fault: 'broken' },
  })
}

/** It did not answer at all, or not in time; what it did answer is another matter. */
const isAway = (error: unknown) =>
  (error instanceof TypeError && error.message === 'fetch failed') ||
  (error as { code?: unknown }).code === 'OAUTH_TIMEOUT'
