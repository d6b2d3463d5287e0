import { toNodeHandler } from 'h3'
import type { Role } from '../../../src/core/access.ts'
import type { ApiRole, ApiScope } from '../../../src/core/api-clients.ts'
import { dayMs, minuteMs } from '../../../src/core/time.ts'
import { createApp } from '../../../src/server/app.ts'
import { createAccessTokens } from '../../../src/server/auth/access-tokens.ts'
import { createPasswords } from '../../../src/server/auth/passwords.ts'
import { newSecret } from '../../../src/server/auth/secrets.ts'
import { createSigningKeys } from '../../../src/server/auth/signing-keys.ts'
import { createVault } from '../../../src/server/auth/vault.ts'
import { close, listen, urlOf } from '../../../src/server/http/listen.ts'
import { createLog } from '../../../src/server/log.ts'
import { type ApiClient, revokeApiClient } from '../../../src/server/store/api-clients.ts'
import { hashToken } from '../../../src/server/store/devices.ts'
import { memberWrite } from '../../../src/server/store/members.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { goodPassword } from '../accounts.ts'
import { noon } from '../records.ts'
import { allRoutes } from '../routes.ts'
import { testAccess } from '../server.ts'
import type { Who } from './rules.ts'
import { addClient, addMember, makeTenant, type Tenant } from './tenant.ts'

/** Somebody or something that asks. */
export interface Caller {
  readonly name: string
  readonly who: Who
  /** Where it belongs, or is said to. */
  readonly home: Tenant
  readonly headers: Readonly<Record<string, string>>
  /** Makes good what an earlier request of the caller has ended. */
  renew(): Promise<void>
}

export interface IsolationWorld {
  readonly url: string
  readonly store: Store
  readonly tenants: readonly [Tenant, Tenant]
  readonly callers: readonly Caller[]
  readonly passwordHash: string
  close(): Promise<void>
}

/** Two organisations on one server that does nothing by the clock, and every kind of caller. */
export async function openIsolationWorld(store: Store): Promise<IsolationWorld> {
  const passwordHash = await createPasswords(testAccess.cost).hash(goodPassword)
  const tenants = [
    await makeTenant(store, 1, 'larkspur', passwordHash),
    await makeTenant(store, 2, 'wisteria', passwordHash),
  ] as const
  const http = { port: 0, host: '127.0.0.1', behindProxy: true }
  const often = { perSecond: 1e6, burst: 1e6 }
  const log = createLog('silent')
  let url = ''
  const options = { ...testAccess, limits: { person: often, stranger: often } }
  const routes = allRoutes(store, { hosts: http, options, now: () => noon, baseUrl: () => url })
  const app = createApp(store, { hosts: http, log, routes, limits: { device: often, org: often } })
  const server = await listen(http, toNodeHandler(app), log)
  url = urlOf(http, server)
  const callers = [
    ...(await callersOf(store, tenants[0], url)),
    ...(await callersOf(store, tenants[1], url)),
    await inBoth(store, tenants, passwordHash),
    await inBoth(store, [tenants[1], tenants[0]], passwordHash),
  ]
  return { url, store, tenants, callers, passwordHash, close: () => close(server, 1_000) }
}

const nothing = async () => {}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const cookie = (secret: string) => ({ cookie: `usage_audit=${secret}`, 'sec-fetch-site': 'same-origin' })

async function callersOf(store: Store, home: Tenant, url: string): Promise<Caller[]> {
  const { orgId, deviceToken, people } = home
  const persons = Object.entries(people).map(([role, id]) =>
    toPerson(store, home, `${role}`, id, new Map([[orgId, role as Role]])),
  )
  const device: Caller = {
    ...{ name: 'device', home, who: { kind: 'device', orgId }, headers: bearer(deviceToken), renew: nothing },
  }
  const made = [device, ...(await Promise.all(persons)), ...(await programsOf(store, home, url))]
  return [...made, ...(await nobodies(store, home, url))].map((one) => ({
    ...one,
    name: `${one.name} of ${home.word}`,
  }))
}

async function toPerson(
  store: Store,
  home: Tenant,
  name: string,
  userId: string,
  roles: ReadonlyMap<number, Role>,
): Promise<Caller> {
  const secret = newSecret()
  const renew = () => addSignIn(store, userId, secret, noon)
  await renew()
  return { name, home, who: { kind: 'person', userId, roles }, headers: cookie(secret), renew }
}

async function inBoth(store: Store, [home, other]: readonly [Tenant, Tenant], passwordHash: string): Promise<Caller> {
  const userId = await addMember(store, home.orgId, 'both', 'owner', passwordHash)
  await store.batch((db) => [memberWrite(store, db, other.orgId, userId, 'member').write])
  const roles = new Map<number, Role>([
    [home.orgId, 'owner'],
    [other.orgId, 'member'],
  ])
  return toPerson(store, home, `owner of ${home.word}, member of ${other.word}`, userId, roles)
}

/** Signs somebody in with a secret of the test's own, unless that sign-in is there. */
async function addSignIn(store: Store, userId: string, secret: string, at: number): Promise<void> {
  const { signIns } = store.t
  const times = { createdAt: at, rotatedAt: at, lastUsedAt: at }
  const row = { id: `of-${secret}`, userId, hash: hashToken(secret), previousHash: null, method: 'password', ...times }
  const full = { ...row, address: '192.0.2.1', browser: 'Browser/1' }
  await store.batch((db) => [db.insert(signIns).values(full).onConflictDoNothing()])
}

const tokensFor = (store: Store, url: string, at: number) =>
  createAccessTokens(
    createSigningKeys(store, createVault(testAccess.key), () => at),
    () => url,
    () => at,
  )

async function programsOf(store: Store, home: Tenant, url: string): Promise<Caller[]> {
  const tokens = tokensFor(store, url, noon)
  const toCaller = async (client: ApiClient): Promise<Caller> => {
    const scopes = client.scopes.split(' ') as ApiScope[]
    const role = client.role as ApiRole
    return {
      ...{ name: `program (${role}, ${client.scopes})`, home, renew: nothing },
      who: { kind: 'program', orgId: home.orgId, role, scopes },
      headers: bearer(await tokens.sign(client, scopes)),
    }
  }
  return Promise.all(home.clients.map(toCaller))
}

/** Those whose key opens nothing, or nothing any more. */
async function nobodies(store: Store, home: Tenant, url: string): Promise<Caller[]> {
  const { orgId, word, people, clients } = home
  const [reader] = clients as [ApiClient]
  const gone = await addClient(store, {
    orgId,
    word,
    role: 'admin',
    scopes: ['read', 'write'],
    createdBy: people.owner,
  })
  const tokens = tokensFor(store, url, noon)
  const revokedToken = await tokens.sign(gone, ['read', 'write'])
  await revokeApiClient(store, orgId, gone.id, noon)
  const expired = newSecret()
  await addSignIn(store, people.owner, expired, noon - 91 * dayMs)
  const forOthers = await tokens.sign({ ...reader, orgId: orgId === 1 ? 2 : 1 }, ['read'])
  const overToken = await tokensFor(store, url, noon - 11 * minuteMs).sign(reader, ['read'])
  const elsewhere = await tokensFor(store, 'https://elsewhere.example.org', noon).sign(reader, ['read'])
  const shown: Readonly<Record<string, Record<string, string>>> = {
    nobody: {},
    'a revoked sign-in': cookie(newSecret()),
    'an expired sign-in': cookie(expired),
    'a device token as a cookie': cookie(home.deviceToken.slice('ua_device_'.length)),
    'an unknown device token': bearer(`ua_device_${newSecret()}`),
    'a revoked program': bearer(revokedToken),
    'an expired token': bearer(overToken),
    'a token of another server': bearer(elsewhere),
    'a token that names another organisation than its program': bearer(forOthers),
  }
  return Object.entries(shown).map(([name, headers]) => ({
    ...{ name, home, who: { kind: 'nobody' } as const, headers, renew: nothing },
  }))
}
