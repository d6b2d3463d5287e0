import type { ClientAuth, Configuration, CustomFetch } from 'openid-client'
import { AppError } from '../../../core/errors.ts'
import { isLoopback } from '../../../core/hosts.ts'
import { dayMs, hourMs, secondMs } from '../../../core/time.ts'
import type { Log } from '../../log.ts'
import type { Provider } from './provider.ts'

/** What a provider says of itself is asked for again after so long. */
const freshMs = hourMs
/** While it is away it is taken as it was, for no longer than this. */
const staleMs = dayMs
/** A provider that just did not answer is left alone for a moment. */
const restMs = 5 * secondMs
/** Of each request to it. */
const patienceSeconds = 10

/** What a provider says of itself: where to send people, and by which keys it signs. */
export type Discovery = () => Promise<Configuration>

/**
 * Asks a provider once for many people, and says in the log when it is away and when it is back.
 * @param clock milliseconds of a clock that only goes on
 * @returns what throws AppError `unavailable` while the provider does not answer
 */
export function createDiscovery(provider: Provider, log: Pick<Log, 'info' | 'warn'>, clock: () => number): Discovery {
  let known: { readonly config: Configuration; readonly at: number } | undefined
  let failedAt: number | undefined
  let running: Promise<Configuration> | undefined
  const about = { provider: provider.name, issuer: provider.issuer }
  const orStale = () => {
    if (known && clock() - known.at < staleMs) return known.config
    throw away(provider.name)
  }
  const ask = async () => {
    try {
      const config = await discover(provider)
      if (failedAt !== undefined) log.info(about, 'a provider of sign-ins answers again')
      known = { config, at: clock() }
      failedAt = undefined
      return config
    } catch (error) {
      log.warn({ ...about, reason: toReason(error) }, 'a provider of sign-ins does not answer as it should')
      failedAt = clock()
      return orStale()
    }
  }
  return async () => {
    if (known && clock() - known.at < freshMs) return known.config
    if (failedAt !== undefined && clock() - failedAt < restMs) return orStale()
    running ??= ask().finally(() => {
      running = undefined
    })
    return running
  }
}

export const away = (provider: string): AppError =>
  new AppError('unavailable', `the provider "${provider}" does not answer; try again in a moment`, {
    details: { fault: 'away' },
  })

async function discover(provider: Provider): Promise<Configuration> {
  // Loaded only where there are providers: most servers have none.
  const client = await import('openid-client')
  const local = isLocal(provider)
  const options = {
    timeout: patienceSeconds,
    [client.customFetch]: createFetch(provider),
    // By signatures too, not only by the connection that the token came over.
    execute: [client.enableNonRepudiationChecks, ...(local ? [client.allowInsecureRequests] : [])],
  }
  const { issuer, clientId, clientSecret } = provider
  const found = await client.discovery(new URL(issuer), clientId, {}, client.None(), options)
  if (clientSecret === undefined) return found
  const ways = found.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const way: ClientAuth = ways.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret)
  const config = new client.Configuration(found.serverMetadata(), clientId, {}, way)
  config.timeout = patienceSeconds
  config[client.customFetch] = options[client.customFetch]
  for (const apply of options.execute) apply(config)
  return config
}

const isLocal = ({ issuer }: Provider) => isLoopback(new URL(issuer).hostname)

/** A provider of elsewhere cannot send this server to what listens only here, or over plain http; no answer leads on to elsewhere. */
const createFetch =
  (provider: Provider): CustomFetch =>
  (url, options) => {
    const { protocol, hostname } = new URL(url)
    if (
      isLocal(provider) ? protocol === 'http:' && !isLoopback(hostname) : protocol !== 'https:' || isLoopback(hostname)
    )
      throw new AppError('config', `the provider "${provider.name}" names ${url}, which is not asked`)
    return fetch(url, { ...options, redirect: 'manual' } as RequestInit)
  }

/** What an error says, without what it carries: an answer may have a code or a token in it. */
export function toReason(error: unknown): string {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown }
  const own = [code, message].filter((one) => typeof one === 'string').join(': ')
  return cause instanceof Error ? `${own} (${toReason(cause)})` : own
}
