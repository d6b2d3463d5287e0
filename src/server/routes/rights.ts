import { AppError } from '../../core/errors.ts'
import { startOfDay } from '../../core/time.ts'
import type { Retention } from '../../protocol/data-fields.ts'
import * as memberData from '../../protocol/member-data.ts'
import * as protocol from '../../protocol/rights.ts'
import { proveIfAsked } from '../auth/account.ts'
import type { Doorway } from '../auth/doorway.ts'
import { readStored } from '../export/stored.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { orderErasure, planErasure } from '../store/care/order-erasure.ts'
import { readConsent, writeConsent } from '../store/consent.ts'
import { findDevicesOf } from '../store/devices.ts'
import { checkMayGo, eraseAccount } from '../store/erase/account.ts'
import { findOrgsOf, type Member } from '../store/members.ts'
import { readPolicies } from '../store/policies.ts'
import { readAccesses, readOrders, readReport, toAccessFile, toExportFile, toReceipt } from './data-answers.ts'
import { getAllowed, getSelf, noteLooking, noteOpening } from './opening.ts'

/** What of a server is needed to say how long things are kept, and to erase them. */
export interface RightsOptions {
  readonly retention: Retention
  /** Where orders to erase are noted outside the database; undefined: this server takes none. */
  readonly tombstones: string | undefined
  /** Told of an order that waits to be carried out. */
  onOrdered(): void
}

/** What people may do with what is stored of them, and others with what is theirs. */
export const rightsRoutes = (doorway: Doorway, guard: Guard, options: RightsOptions): Route[] => [
  ...ownRoutes(doorway, guard, options),
  ...consentRoutes(doorway, guard),
  ...erasureRoutes(doorway, guard, options),
  ...memberRoutes(doorway, guard),
]

const ownRoutes = ({ store, now }: Doorway, guard: Guard, { retention }: RightsOptions): Route[] => [
  personRoute(guard, protocol.myStored, async (_, caller) => {
    const { titlesMs, factsMs, daysMs, accessMs } = retention
    const { tables, kinds, devices, ...days } = await readStored(store, await getSelf(store, caller))
    return {
      ...{ tables: { ...tables }, ...days, kinds: [...kinds] },
      devices: devices.map((device) => ({ ...device, rows: { ...device.rows } })),
      retention: { titlesMs, factsMs, daysMs, accessMs },
    }
  }),
  personRoute(guard, protocol.myReport, async ({ month }, caller) => {
    const { user } = await getSelf(store, caller)
    return readReport(store, caller.orgId, user, month, now())
  }),
  personRoute(guard, protocol.myExport, async ({ format }, caller) =>
    toExportFile(store, await getSelf(store, caller), format, now()),
  ),
  personRoute(guard, protocol.myAccesses, async (page, caller) => {
    const { userId: about } = await getSelf(store, caller)
    return readAccesses(store, caller.orgId, { ...page, about })
  }),
]

const consentRoutes = ({ store, now }: Doorway, guard: Guard): Route[] => [
  personRoute(guard, protocol.myConsent, async (_, caller) => {
    const { orgId, userId } = await getSelf(store, caller)
    const devices = new Set((await findDevicesOf(store, orgId, userId)).map(({ id }) => String(id)))
    const policies = (await readPolicies(store, orgId)).filter(
      ({ scope, about }) => scope === 'org' || (scope === 'device' ? devices.has(about) : about === userId),
    )
    return { ...(await readConsent(store, orgId, userId)), policies }
  }),
  personRoute(guard, protocol.decideConsent, async ({ action }, { orgId, userId }) => {
    const { state } = await readConsent(store, orgId, userId)
    if (state === 'withdrawn' && (action === 'pause' || action === 'resume'))
      throw new AppError('conflict', 'consent was withdrawn: nothing is recorded until it is given again', {
        at: 'action',
      })
    const next = { pause: 'paused', resume: 'recording', withdraw: 'withdrawn', consent: 'recording' } as const
    await writeConsent(store, { orgId, userId }, next[action], now())
    return readConsent(store, orgId, userId)
  }),
]

interface Asked {
  readonly dryRun: boolean
  readonly until?: string | undefined
  readonly device?: number | undefined
  readonly account?: boolean
}

const erasureRoutes = (doorway: Doorway, guard: Guard, options: RightsOptions): Route[] => {
  const { store, now } = doorway
  return [
    personRoute(guard, protocol.myErasures, async (_, caller) => readOrders(store, await getSelf(store, caller))),
    personRoute(guard, protocol.eraseMine, async ({ current, ...asked }, caller) => {
      const self = await getSelf(store, caller)
      if (!asked.account) return erase(doorway, options, { by: caller, whose: self, asked })
      checkWhole(asked)
      await checkMayGo(store, caller.userId)
      if (!asked.dryRun) await proveIfAsked(doorway, caller, current)
      return eraseWhole(doorway, options, { by: caller, whose: self, asked })
    }),
    personRoute(guard, memberData.memberErasures, async ({ member, reason }, caller) => {
      const whose = await getAllowed(store, caller, member, 'erase_data')
      await noteOpening(store, caller, member, { what: 'erasures', reason, now: now() })
      return readOrders(store, whose)
    }),
    personRoute(guard, memberData.eraseMember, async ({ member, reason, ...asked }, caller) => {
      const whose = await getAllowed(store, caller, member, 'erase_data')
      await noteOpening(store, caller, member, { what: asked.dryRun ? 'stored' : 'erase', reason, now: now() })
      return erase(doorway, options, { by: caller, whose, asked })
    }),
  ]
}

function checkWhole({ until, device }: Asked): void {
  if (until !== undefined)
    throw new AppError('invalid', 'an account goes as a whole, not before a day', { at: 'until' })
  if (device !== undefined)
    throw new AppError('invalid', 'an account goes as a whole, not one computer of it', { at: 'device' })
}

interface Erasing {
  readonly by: MemberCaller
  readonly whose: Pick<Member, 'orgId' | 'userId' | 'user'>
  readonly asked: Asked
}

/** Orders it; the server carries it out soon, and goes on after a crash. */
async function erase({ store, now }: Doorway, { tombstones, onOrdered }: RightsOptions, { by, whose, asked }: Erasing) {
  const { orgId, userId, user } = whose
  const until = asked.until === undefined ? undefined : startOfDay(asked.until, user.zone)
  const all = await findDevicesOf(store, orgId, userId)
  const devices = asked.device === undefined ? all : all.filter(({ id }) => id === asked.device)
  if (asked.device !== undefined && devices.length === 0)
    throw new AppError('not_found', `there is no device ${asked.device}`, { at: 'device' })
  const whole = asked.device === undefined ? { userId, account: asked.account === true } : {}
  const counts = await planErasure(store, { orgId, devices, until, ...whole }, now())
  if (asked.dryRun) return toReceipt(counts, undefined)
  if (tombstones === undefined) throw new AppError('unavailable', 'this server takes no orders to erase')
  const ordered = await orderErasure(store, tombstones, counts, { by: by.userId, now: now() })
  onOrdered()
  return toReceipt(counts, ordered)
}

/** In every organisation that they are in; the account last, and before the answer. */
async function eraseWhole(doorway: Doorway, options: RightsOptions, { by, whose, asked }: Erasing) {
  const receipt = await erase(doorway, options, { by, whose, asked })
  if (asked.dryRun) return receipt
  for (const { orgId } of await findOrgsOf(doorway.store, by.userId))
    if (orgId !== whose.orgId) await erase(doorway, options, { by, whose: { ...whose, orgId }, asked })
  await eraseAccount(doorway.store, by.userId, doorway.now())
  by.remember(undefined)
  return receipt
}

const memberRoutes = ({ store, now }: Doorway, guard: Guard): Route[] => [
  personRoute(guard, memberData.memberReport, async ({ member, month, reason }, caller) => {
    const { user } = await getAllowed(store, caller, member, 'see_detail')
    await noteLooking(store, caller, member, { what: 'report', reason, now: now() })
    return readReport(store, caller.orgId, user, month, now())
  }),
  personRoute(guard, memberData.memberExport, async ({ member, format, reason }, caller) => {
    const about = await getAllowed(store, caller, member, 'export_data')
    await noteOpening(store, caller, member, { what: 'export', reason, now: now() })
    return toExportFile(store, about, format, now())
  }),
  personRoute(guard, memberData.accessLog, (asked, { orgId }) => readAccesses(store, orgId, asked)),
  personRoute(guard, memberData.accessLogFile, async (asked, { orgId }) => toAccessFile(store, orgId, asked, now())),
]
