import { readPolicies, type StoredPolicy, writePolicy } from './policies.ts'
import type { Store } from './store.ts'

/**
 * What a person has decided of their own agents.
 * - `recording`: they follow the organisation's policy
 * - `paused`: nothing is recorded until the person resumes
 * - `withdrawn`: nothing is recorded until the person consents again
 */
export type ConsentState = 'recording' | 'paused' | 'withdrawn'

export interface Consent {
  readonly state: ConsentState
  /** Null: it was never anything else. */
  readonly since: number | null
}

const find = async (store: Store, orgId: number, userId: string): Promise<StoredPolicy | undefined> =>
  (await readPolicies(store, orgId)).find(({ scope, about }) => scope === 'own' && about === userId)

const toState = ({ paused, withdrawn }: StoredPolicy['settings']): ConsentState =>
  withdrawn ? 'withdrawn' : paused ? 'paused' : 'recording'

export async function readConsent(store: Store, orgId: number, userId: string): Promise<Consent> {
  const known = await find(store, orgId, userId)
  return known ? { state: toState(known.settings), since: known.changedAt } : { state: 'recording', since: null }
}

/** Tells the agents of the person; saying the same twice changes nothing. @throws AppError `conflict` for two at once */
export async function writeConsent(
  store: Store,
  { orgId, userId }: { readonly orgId: number; readonly userId: string },
  state: ConsentState,
  now: number,
): Promise<void> {
  const known = await find(store, orgId, userId)
  if ((known ? toState(known.settings) : 'recording') === state) return
  const settings = { paused: state !== 'recording', ...(state === 'withdrawn' && { withdrawn: true as const }) }
  await writePolicy(store, orgId, { scope: 'own', about: userId }, { settings, known: known?.revision ?? 0, now })
}
