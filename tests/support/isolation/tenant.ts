import { randomUUID } from 'node:crypto'
import { type Role, roles } from '../../../src/core/access.ts'
import { type ApiRole, type ApiScope, apiScopes } from '../../../src/core/api-clients.ts'
import { monthBounds } from '../../../src/core/time.ts'
import { newSecret } from '../../../src/server/auth/secrets.ts'
import { applyBatch } from '../../../src/server/ingest/apply-batch.ts'
import { parseBatch } from '../../../src/server/ingest/parse-batch.ts'
import { closePeriods } from '../../../src/server/jobs/close-periods.ts'
import { rollUp } from '../../../src/server/jobs/roll-up.ts'
import { byEmail, identityWrite, passwordWrite } from '../../../src/server/store/accounts.ts'
import { type ApiClient, createApiClient } from '../../../src/server/store/api-clients.ts'
import { readJudge } from '../../../src/server/store/categories/ruleset.ts'
import { startGrant } from '../../../src/server/store/device-grants.ts'
import { createDevice, hashToken } from '../../../src/server/store/devices.ts'
import { createFleetToken, getFleetToken } from '../../../src/server/store/fleet-tokens.ts'
import { addInvitation } from '../../../src/server/store/invitations.ts'
import { addLicence } from '../../../src/server/store/licences.ts'
import { memberWrite } from '../../../src/server/store/members.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { aBatch, noon } from '../records.ts'
import { fillEmptyTables, type Owned } from './tenant-rows.ts'

/** An organisation with everybody and everything in it. */
export interface Tenant extends Owned {
  readonly people: Readonly<Record<Role, string>>
  readonly deviceToken: string
  readonly clients: readonly ApiClient[]
  /** What a computer of its fleet waits with, that somebody has to let in. */
  readonly waitingCode: string
  /** What that computer is listed as. */
  readonly waitingId: string
}

/** @param passwordHash of what everybody's password is */
export async function makeTenant(store: Store, orgId: number, word: string, passwordHash: string): Promise<Tenant> {
  await store.batch((db) => [db.insert(store.t.orgs).values({ id: orgId, name: `${word} house`, createdAt: noon })])
  const ids: string[] = []
  for (const role of roles) ids.push(await addMember(store, orgId, word, role, passwordHash))
  const [member, manager, admin, owner] = ids as [string, string, string, string]
  const deviceToken = await addDevice(store, orgId, word, owner)
  const made: Tenant = {
    ...{ orgId, word, userIds: ids, people: { member, manager, admin, owner }, deviceToken },
    clients: await addClients(store, orgId, word, owner),
    ...(await addWaiting(store, orgId, word, owner)),
  }
  await addInvited(store, made)
  await rollUp(store)
  const afterwards = monthBounds('2026-12', 'UTC').start + 9 * 3_600_000
  await closePeriods(store, { hour: 8, addressOf: ({ email }) => email }, afterwards)
  await addSomeLicence(store, made)
  // The rules that everybody begins with.
  await readJudge(store, orgId)
  await fillEmptyTables(store, made)
  return made
}

/** Somebody new in an organisation, who can sign in. @returns their id */
export async function addMember(store: Store, orgId: number, word: string, role: Role, passwordHash: string) {
  const id = randomUUID()
  const email = `${word}-${role}-${id}@${word}.example.org`
  const user = { id, name: `${word} ${role} ${id}`, email, locale: 'en', zone: 'UTC', createdAt: noon }
  const identity = { issuer: byEmail, subject: email, userId: id, verifiedAt: noon, now: noon }
  await store.batch((db) => [
    db.insert(store.t.users).values(user),
    identityWrite(store, db, identity),
    passwordWrite(store, db, id, passwordHash, noon),
    memberWrite(store, db, orgId, id, role),
  ])
  return id
}

async function addDevice(store: Store, orgId: number, word: string, userId: string): Promise<string> {
  const token = `ua_device_${newSecret()}`
  const device = { orgId, userId, name: `${word} laptop`, platform: `${word} platform`, token, now: noon }
  const deviceId = await createDevice(store, device)
  const batch = aBatch({ subjects: [['app', `${word}.desktop`, `${word} app`]] })
  const spans: typeof batch.spans = [...batch.spans, [0, 'window', noon, noon + 60_000, 0, { title: `${word} title` }]]
  await applyBatch(store, { orgId, deviceId }, parseBatch({ ...batch, spans }), noon)
  return token
}

async function addClients(store: Store, orgId: number, word: string, createdBy: string): Promise<ApiClient[]> {
  const kinds: readonly (readonly [ApiRole, readonly ApiScope[]])[] = [
    ['admin', ['read']],
    ['admin', apiScopes],
    ['manager', apiScopes],
  ]
  const made: ApiClient[] = []
  for (const [role, scopes] of kinds) made.push(await addClient(store, { orgId, word, role, scopes, createdBy }))
  return made
}

export const addClient = (
  store: Store,
  given: {
    readonly orgId: number
    readonly word: string
    readonly role: ApiRole
    readonly scopes: readonly ApiScope[]
    readonly createdBy: string
  },
): Promise<ApiClient> =>
  createApiClient(store, { ...given, name: `${given.word} program`, secret: newSecret(), now: noon })

const applicantOf = (word: string) => ({
  hostName: `${word} computer`,
  account: `${word} account`,
  platform: `${word} system`,
  address: `${word} address`,
})

async function addWaiting(store: Store, orgId: number, word: string, userId: string) {
  const given = { name: `${word} fleet`, userId, approval: true, uses: 1_000, createdBy: userId }
  const { token } = await createFleetToken(store, { orgId, ...given, expiresAt: noon + 86_400_000, now: noon })
  const fleet = await getFleetToken(store, token, noon)
  const { userCode, deviceCode } = await startGrant(store, applicantOf(word), noon, fleet)
  return { waitingCode: userCode, waitingId: hashToken(deviceCode) }
}

/** One more fleet token. @returns its id */
export async function addFleet(store: Store, { orgId, word, people }: Tenant): Promise<string> {
  const given = { name: `${word} fleet`, userId: people.owner, approval: true, uses: 9, createdBy: people.owner }
  return (await createFleetToken(store, { orgId, ...given, expiresAt: noon + 86_400_000, now: noon })).id
}

/** One more computer that waits, with its code and what it is listed as. */
export const addWaitingAgain = (store: Store, { orgId, word, people }: Tenant) =>
  addWaiting(store, orgId, word, people.owner)

/** One more licence. @returns its id */
export async function addSomeLicence(store: Store, { orgId, word }: Pick<Tenant, 'orgId' | 'word'>): Promise<string> {
  const given = { name: `${word} licence`, apps: [`${word}.desktop`], seats: 3, price: null, renewsOn: null }
  return (await addLicence(store, orgId, given, noon)).id
}

/** One more invitation. @returns its id */
export async function addInvited(store: Store, { orgId, word, people }: Tenant): Promise<string> {
  const id = randomUUID()
  await addInvitation(store, {
    ...{ id, orgId, email: `${word}-invited-${id}@${word}.example.org`, role: 'member', secret: newSecret() },
    ...{ invitedBy: people.owner, createdAt: noon, expiresAt: noon + 86_400_000 },
  })
  return id
}
