import { createAccessTokens } from './auth/access-tokens.ts'
import { createDelays } from './auth/delays.ts'
import type { Doorway } from './auth/doorway.ts'
import { createLeaveLinks } from './auth/leave-links.ts'
import type { Provider } from './auth/oidc/provider.ts'
import { createProviders } from './auth/oidc/providers.ts'
import { createPasswords, type PasswordCost } from './auth/passwords.ts'
import { createPeople } from './auth/people.ts'
import { createSigningKeys } from './auth/signing-keys.ts'
import { createVault } from './auth/vault.ts'
import { createGuard, type PeopleLimits } from './http/guard.ts'
import type { HostRule } from './http/hosts.ts'
import type { Route } from './http/route.ts'
import type { Log } from './log.ts'
import type { Post } from './mail/post.ts'
import { createSignInPage } from './pages/account-forms.ts'
import { accountPageRoutes } from './routes/account-pages.ts'
import { categoryRoutes } from './routes/categories.ts'
import { clientRoutes } from './routes/clients.ts'
import { deviceGrantRoutes } from './routes/device-grants.ts'
import { fleetRoutes } from './routes/devices.ts'
import { fleetListRoutes } from './routes/fleet.ts'
import { fleetTokenRoutes } from './routes/fleet-tokens.ts'
import { invitationPageRoutes } from './routes/invitation-pages.ts'
import { licenceRoutes } from './routes/licences.ts'
import { type MailWay, mailRoutes } from './routes/mail.ts'
import { meRoutes } from './routes/me.ts'
import { mySoftwareRoutes } from './routes/my-software.ts'
import { oauthRoutes } from './routes/oauth.ts'
import { orgRoutes } from './routes/orgs.ts'
import { pageRoutes } from './routes/pages.ts'
import { policiesRoutes } from './routes/policies.ts'
import { providerRoutes } from './routes/provider-pages.ts'
import { recipientPageRoutes } from './routes/recipient-pages.ts'
import { recipientRoutes } from './routes/recipients.ts'
import { type ArchiveOptions, reportRoutes } from './routes/reports.ts'
import { type RightsOptions, rightsRoutes } from './routes/rights.ts'
import type { RulesOptions } from './routes/rules-scope.ts'
import { seatRoutes } from './routes/seats.ts'
import { sessionRoutes } from './routes/session.ts'
import { softwareRoutes } from './routes/software.ts'
import { subscriptionRoutes } from './routes/subscriptions.ts'
import { unsubscribeRoutes } from './routes/unsubscribe.ts'
import { usageRoutes } from './routes/usage.ts'
import { webRoutes } from './routes/web.ts'
import type { Live } from './screens/live.ts'
import type { Store } from './store/store.ts'

export interface AccessOptions {
  /** 256 bit that are not in the database: second factors are sealed with them. */
  readonly key: Uint8Array
  /** What a guess costs, if not as usual. */
  readonly cost?: PasswordCost
  /** Through whom people may sign in besides. */
  readonly providers?: readonly Provider[]
  /** How often people may ask, if not as usual. */
  readonly limits?: PeopleLimits
}

export interface AccessParts {
  readonly store: Store
  /** Of the program. */
  readonly version: string
  readonly hosts: HostRule
  readonly options: AccessOptions
  readonly post: Post
  readonly mailWay: MailWay
  readonly rights: RightsOptions
  readonly archive: ArchiveOptions
  readonly live: Live
  readonly rules: RulesOptions
  readonly log: Log
  readonly baseUrl: () => string
  readonly now: () => number
}

/** The door: every route by which people come in, and those behind it that are theirs. */
export function accessRoutes(parts: AccessParts): Route[] {
  const { store, hosts, options, post, mailWay, rights, rules, archive, live, log, baseUrl, now } = parts
  const vault = createVault(options.key)
  const keys = createSigningKeys(store, vault, now)
  const tokens = createAccessTokens(keys, baseUrl, now)
  const guard = createGuard(createPeople(store, tokens, now), hosts, options.limits)
  const doorway: Doorway = {
    store,
    passwords: createPasswords(options.cost),
    delays: createDelays(() => performance.now()),
    vault,
    post: post.send,
    baseUrl,
    log,
    now,
  }
  const providers = createProviders({ providers: options.providers ?? [], vault, log, baseUrl, now })
  const signInPage = createSignInPage(providers.list)
  return [
    ...sessionRoutes(doorway, guard),
    ...meRoutes(doorway, guard),
    ...orgRoutes(doorway, guard, rights.retention),
    ...accountPageRoutes(doorway, guard, signInPage),
    ...invitationPageRoutes(doorway, guard, providers.list),
    ...providerRoutes({ doorway, guard, hosts, providers, signInPage }),
    ...fleetRoutes(store, guard, now),
    ...fleetListRoutes(store, guard, parts.version, now),
    ...fleetTokenRoutes(store, guard, now),
    ...deviceGrantRoutes(store, guard, signInPage, now),
    ...clientRoutes(store, guard, now),
    ...oauthRoutes({ store, hosts, keys, tokens, baseUrl, now }),
    ...rightsRoutes(doorway, guard, rights),
    ...policiesRoutes(store, guard, now),
    ...mailRoutes(store, guard, mailWay),
    ...unsubscribeRoutes(store, guard, createLeaveLinks(options.key), now),
    ...webRoutes(guard, signInPage),
    ...reportRoutes(doorway, guard, archive),
    ...subscriptionRoutes(doorway, guard, { hour: archive.hour, way: mailWay.kind }),
    ...recipientRoutes(doorway, guard),
    ...recipientPageRoutes(doorway, guard),
    ...usageRoutes({ store, guard, live, now }),
    ...licenceRoutes(store, guard, now),
    ...seatRoutes(store, guard, now),
    ...softwareRoutes(store, guard, now),
    ...mySoftwareRoutes(store, guard, now),
    ...categoryRoutes(store, guard, rules, now),
    ...pageRoutes({ store, guard, signInPage, now }),
  ]
}
