import { AppError } from '../core/errors.ts'
import { findDevices, getDevice } from '../server/store/devices.ts'
import { findFormer, findMembers, type User } from '../server/store/people.ts'
import type { Store } from '../server/store/store.ts'

/** A person of an organisation by id, e-mail or name. @throws AppError `not_found`, `invalid` where a name is of several */
export async function findPerson(store: Store, orgId: number, typed: string): Promise<User> {
  const members = (await findMembers(store)).filter((member) => member.orgId === orgId).map(({ user }) => user)
  const is = (value: string | null) => value?.toLowerCase() === typed.trim().toLowerCase()
  const found = members.filter(({ id, email, name }) => is(id) || is(email) || is(name))
  if (found.length === 1) return found[0]!
  if (found.length > 1)
    throw new AppError('invalid', `several people are called "${typed}"; name one by e-mail or id`, { at: '--person' })
  throw new AppError('not_found', `nobody here is called "${typed}"; name a person by e-mail, name or id`, {
    at: '--person',
  })
}

/**
 * The same, also of somebody who has left: what their devices told is still here. Named by id or e-mail, as a name is of anybody.
 * @throws AppError `not_found`, `invalid`
 */
export async function findPresentOrFormer(store: Store, orgId: number, typed: string): Promise<User> {
  try {
    return await findPerson(store, orgId, typed)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
    const former = await findFormer(store, orgId)
    const meant = typed.trim().toLowerCase()
    const found = former.find(({ id, email }) => [id, email].some((one) => one?.toLowerCase() === meant))
    if (!found) throw error
    return found
  }
}

/** A device by its number, or by its name if only one has it. @throws AppError `not_found`, `invalid` */
export async function findDevice(store: Store, orgId: number, typed: string) {
  const named = (await findDevices(store, orgId)).filter(({ name }) => name === typed)
  if (named.length === 1) return named[0]!
  if (named.length > 1)
    throw new AppError('invalid', `several devices are called "${typed}"; name one by its number`, { at: '--device' })
  if (/^\d{1,9}$/.test(typed)) return getDevice(store, orgId, Number(typed))
  throw new AppError('not_found', `there is no device "${typed}"; \`usage-audit devices list\` shows them`, {
    at: '--device',
  })
}
