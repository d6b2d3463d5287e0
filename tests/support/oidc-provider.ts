import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type ClientMetadata } from 'oidc-provider'

/** A provider as others run it, on this computer: it signs in whoever it is told to, without asking anything. */
export interface TestProvider {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  /** Who is signed in there from now on. */
  setPerson(subject: string, name?: string): void
  /** How often it was asked for what it says of itself. */
  discoveries(): number
  stop(): Promise<void>
}

/** @param redirectUri where it may send people back to */
export async function startProvider(redirectUris: () => readonly string[]): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { id: 'usage-audit', secret: 'a-secret-of-the-provider-0123456789' }
  let person = { subject: 'nobody', name: 'Nobody' }
  let discoveries = 0
  let handler: ReturnType<Provider['callback']> | undefined
  const start = () => {
    const provider = createProvider(issuer, { ...client, redirectUris: redirectUris() }, () => person)
    handler = provider.callback()
    return handler
  }
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/.well-known/openid-configuration')) discoveries++
    // Clients are known only once this server's own address is.
    void (handler ?? start())(request, response)
  })
  return {
    ...{ issuer, client },
    setPerson: (subject, name = subject) => {
      person = { subject, name }
    },
    discoveries: () => discoveries,
    stop: () => close(server),
  }
}

interface Client {
  readonly id: string
  readonly secret: string
  readonly redirectUris: readonly string[]
}

function createProvider(
  issuer: string,
  { id, secret, redirectUris }: Client,
  who: () => { subject: string; name: string },
) {
  const client: ClientMetadata = { client_id: id, client_secret: secret, redirect_uris: [...redirectUris] }
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, name: who().name }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['of a test'] },
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    const { prompt, params, grantId } = await provider.interactionDetails(context.req, context.res)
    if (prompt.name === 'login') {
      const result = { login: { accountId: who().subject, remember: false } }
      return provider.interactionFinished(context.req, context.res, result)
    }
    const grant =
      (grantId && (await provider.Grant.find(grantId))) ||
      new provider.Grant({ accountId: who().subject, clientId: String(params.client_id) })
    grant.addOIDCScope(String(params.scope))
    const result = { consent: { grantId: await grant.save() } }
    return provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true })
  })
  return provider
}

async function close(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
