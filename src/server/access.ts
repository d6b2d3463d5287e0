import { createDelays } from './auth/delays.ts'
import type { Doorway } from './auth/doorway.ts'
import { createPasswords, type PasswordCost } from './auth/passwords.ts'
import { createPeople } from './auth/people.ts'
import { createVault } from './auth/vault.ts'
import { createGuard, type PeopleLimits } from './http/guard.ts'
import type { HostRule } from './http/hosts.ts'
import type { Route } from './http/route.ts'
import type { Post } from './mail/post.ts'
import { accountPageRoutes } from './routes/account-pages.ts'
import { meRoutes } from './routes/me.ts'
import { orgRoutes } from './routes/orgs.ts'
import { pageRoutes } from './routes/pages.ts'
import { sessionRoutes } from './routes/session.ts'
import type { Store } from './store/store.ts'

export interface AccessOptions {
  /** 256 bit that are not in the database: second factors are sealed with them. */
  readonly key: Uint8Array
  /** What a guess costs, if not as usual. */
  readonly cost?: PasswordCost
  /** How often people may ask, if not as usual. */
  readonly limits?: PeopleLimits
}

export interface AccessParts {
  readonly store: Store
  readonly hosts: HostRule
  readonly options: AccessOptions
  readonly post: Post
  readonly baseUrl: () => string
  readonly now: () => number
}

/** The door: every route by which people come in, and those behind it that are theirs. */
export function accessRoutes({ store, hosts, options, post, baseUrl, now }: AccessParts): Route[] {
  const guard = createGuard(createPeople(store, now), hosts, options.limits)
  const doorway: Doorway = {
    store,
    passwords: createPasswords(options.cost),
    delays: createDelays(() => performance.now()),
    vault: createVault(options.key),
    post: post.send,
    baseUrl,
    now,
  }
  return [
    ...sessionRoutes(doorway, guard),
    ...meRoutes(doorway, guard),
    ...orgRoutes(doorway, guard),
    ...accountPageRoutes(doorway, guard),
    ...pageRoutes(store, guard, now),
  ]
}
