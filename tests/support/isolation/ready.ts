import { randomUUID } from 'node:crypto'
import { addCategory } from '../../../src/core/categories/edit.ts'
import { AppError } from '../../../src/core/errors.ts'
import type { Described } from '../../../src/protocol/api.ts'
import { changeRules } from '../../../src/server/store/categories/change.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { suppress } from '../../../src/server/store/suppressions.ts'
import { noon } from '../records.ts'
import type { Call } from './calls.ts'
import type { Tenant } from './tenant.ts'

/** Makes what a request is about, where it names nothing that a tenant has from the start. */
export async function makeReady(store: Store, { id }: Described, home: Tenant, { path }: Call): Promise<void> {
  const { orgId } = home
  if (id === 'undoRules') await changeSomeRule(store, home)
  if (id === 'liftSuppression') {
    const address = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
    await suppress(store, { orgId, address, reason: 'bounced', detail: null, at: noon })
  }
}

/** Others change rules at the same time; each begins again then, as whoever changes them on a screen does. */
async function changeSomeRule(store: Store, { orgId, word }: Pick<Tenant, 'orgId' | 'word'>): Promise<void> {
  const change = { action: `${word} change`, at: noon, edit: addCategory(`${word} ${randomUUID()}`, null) }
  await changeRules(store, orgId, change).catch((error) => {
    if (error instanceof AppError && error.code === 'conflict') return changeSomeRule(store, { orgId, word })
    throw error
  })
}
