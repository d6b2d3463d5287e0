import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { outboxFileName } from '../mail/outbox.ts'
import { readErasures, takeOverErasures } from '../store/care/erasures.ts'
import { getDevice } from '../store/devices.ts'
import { eraseDevice } from '../store/erase/device.ts'
import { eraseNames } from '../store/erase/names.ts'
import { type EraseOrder, findUndone, markDone } from '../store/erase/orders.ts'
import { eraseFromOrgReports } from '../store/erase/org-reports.ts'
import { erasePerson, type PersonErasure } from '../store/erase/person.ts'
import { type ErasableMail, eraseReports } from '../store/erase/reports.ts'
import { findOrgIds } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { rollUp } from './roll-up.ts'

export interface ErasePlaces {
  /** Where erasures are kept outside the database. */
  readonly tombstones: string
  /** Where mails become files. */
  readonly outbox: string
}

/**
 * Ends every order that is not done: also one that was noted outside the database only, for a crash came, or the database was
 * restored.
 */
export async function carryOutErasures(
  store: Store,
  { tombstones, outbox }: ErasePlaces,
  now: () => number,
  signal?: AbortSignal,
): Promise<void> {
  const { devices, people } = readErasures(tombstones)
  await takeOverErasures(store, devices)
  for (const person of people) await carryOutPerson(store, person, outbox, now)
  for (const orgId of await findOrgIds(store))
    for (const order of await findUndone(store, orgId)) {
      if (signal?.aborted) return
      await carryOutErasure(store, order, outbox, now)
    }
}

/** What was done here needs no other look: it is noted for good, and read again and again. */
const carriedOut = new WeakMap<Store, Set<string>>()

/**
 * Removes what is said of a person.
 * @returns false if a mail is just on its way; the next try ends it
 */
export async function carryOutPerson(store: Store, person: PersonErasure, outbox: string, now: () => number) {
  const known = carriedOut.get(store) ?? new Set()
  carriedOut.set(store, known)
  if (known.has(person.id)) return true
  const onMails = (mails: readonly ErasableMail[]) => removeFiles(outbox, mails)
  if (!(await erasePerson(store, person, { now: now(), onMails }))) return false
  while (await store.reclaim()) await setImmediate()
  known.add(person.id)
  return true
}

/**
 * Removes all that an order is about from this server. May be done again at any time, by several at once.
 * @returns false if a mail is just on its way; the next try ends it
 */
export async function carryOutErasure(
  store: Store,
  order: EraseOrder,
  outbox: string,
  now: () => number,
): Promise<boolean> {
  const { orgId, deviceId, until } = order
  const device = { orgId, deviceId }
  await eraseDevice(store, device, until)
  await rollUp(store, { device })
  const { userId } = await getDevice(store, orgId, deviceId)
  const onMails = (mails: readonly ErasableMail[]) => removeFiles(outbox, mails)
  if (!(await eraseReports(store, { orgId, userId, until, now: now(), onMails }))) return false
  await eraseNames(store, orgId, now())
  await eraseFromOrgReports(store, orgId, onMails)
  while (await store.reclaim()) await setImmediate()
  await markDone(store, order, now())
  return true
}

/** Also those that were being written when something broke off, and those that lie where an outbox was before. */
async function removeFiles(outbox: string, mails: readonly ErasableMail[]): Promise<void> {
  const present = await readdir(outbox).catch(() => [])
  for (const mail of mails) {
    const name = outboxFileName(mail)
    for (const file of present.filter((each) => each.startsWith(name))) await rm(join(outbox, file), { force: true })
    if (mail.outcome !== null && basename(mail.outcome) === name) await rm(mail.outcome, { force: true })
  }
}
