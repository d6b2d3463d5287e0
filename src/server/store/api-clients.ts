import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { ApiRole, ApiScope } from '../../core/api-clients.ts'
import { AppError } from '../../core/errors.ts'
import { minuteMs } from '../../core/time.ts'
import { hashToken } from './devices.ts'
import type { Store } from './store.ts'

export type ApiClient = Store['t']['apiClients']['$inferSelect']
export type SigningKey = Store['t']['signingKeys']['$inferSelect']

export interface NewApiClient {
  readonly orgId: number
  readonly name: string
  readonly role: ApiRole
  readonly scopes: readonly ApiScope[]
  readonly secret: string
  /** A user's id, or `local:` and an account. */
  readonly createdBy: string
  readonly now: number
}

export async function createApiClient(store: Store, given: NewApiClient): Promise<ApiClient> {
  const { orgId, name, role, scopes, secret, createdBy, now } = given
  const row = { id: randomUUID(), orgId, name, role, scopes: scopes.join(' '), secretHash: hashToken(secret) }
  const client = { ...row, createdAt: now, createdBy, lastUsedAt: null, revokedAt: null }
  await store.batch((db) => [db.insert(store.t.apiClients).values(client)])
  return client
}

export const findApiClients = ({ db, t: { apiClients: c } }: Store, orgId: number): Promise<ApiClient[]> =>
  db.select().from(c).where(eq(c.orgId, orgId)).orderBy(asc(c.createdAt), asc(c.id))

/** One that was not revoked. */
export async function findApiClient({ db, t: { apiClients: c } }: Store, id: string): Promise<ApiClient | undefined> {
  const [row] = await db
    .select()
    .from(c)
    .where(and(eq(c.id, id), isNull(c.revokedAt)))
  return row
}

/** Said once a minute at most. */
export const noteApiClientUse = (store: Store, id: string, now: number): Promise<void> => {
  const { apiClients: c } = store.t
  return store.batch((db) => [
    db
      .update(c)
      .set({ lastUsedAt: now })
      .where(and(eq(c.id, id), or(isNull(c.lastUsedAt), lt(c.lastUsedAt, now - minuteMs)))),
  ])
}

/** It gets no token from now on, and those it has open nothing here. @throws AppError `not_found` */
export async function revokeApiClient(store: Store, orgId: number, id: string, now: number): Promise<void> {
  const { apiClients: c } = store.t
  const isIt = and(eq(c.orgId, orgId), eq(c.id, id), isNull(c.revokedAt))
  try {
    await store.batch((db) => [{ expectRows: 1, write: db.update(c).set({ revokedAt: now }).where(isIt) }])
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    throw new AppError('not_found', 'there is no program of this id in this organisation', { at: 'id' })
  }
}

/** The keys made after an instant, newest first. */
export const findSigningKeys = ({ db, t: { signingKeys: k } }: Store, since: number): Promise<SigningKey[]> =>
  db.select().from(k).where(gt(k.createdAt, since)).orderBy(desc(k.createdAt), desc(k.kid))

export const addSigningKey = (store: Store, key: SigningKey, forgetBefore: number): Promise<void> =>
  store.batch((db) => [
    db.delete(store.t.signingKeys).where(lt(store.t.signingKeys.createdAt, forgetBefore)),
    db.insert(store.t.signingKeys).values(key),
  ])
