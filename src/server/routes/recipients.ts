import { randomUUID } from 'node:crypto'
import { isAtLeast } from '../../core/access.ts'
import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { isKind, type ReportKind } from '../../core/report/wishes.ts'
import { toPlainText } from '../../core/text.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import * as protocol from '../../protocol/subscriptions.ts'
import type { Doorway } from '../auth/doorway.ts'
import { newSecret } from '../auth/secrets.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { getOrg } from '../store/people.ts'
import { askRecipient, countWaiting, endReading, findRecipients } from '../store/recipients.ts'
import { findSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts'
import { findSuppressed } from '../store/suppressed.ts'
import { getSelf } from './opening.ts'

/** Who reads reports without an account. */
export const recipientRoutes = (doorway: Doorway, guard: Guard): Route[] => {
  const { store } = doorway
  return [
    personRoute(guard, protocol.recipients, async (_, caller) => ({
      recipients: await readRecipients(doorway, caller),
    })),
    personRoute(guard, protocol.addRecipient, async (asked, caller) => {
      const id = await addRecipient(doorway, caller, asked)
      return (await readRecipients(doorway, caller)).find((one) => one.id === id)!
    }),
    personRoute(guard, protocol.removeRecipient, async ({ id }, caller) => {
      const reads = (await findSubscriptions(store, caller.orgId)).filter(
        (row) => row.reader === id && isTheirs(caller, row),
      )
      await endReading(store, caller.orgId, id, reads)
      return { done: true as const }
    }),
  ]
}

/** Whether what is read is the caller's to share: their own, and for admins the organisation's. */
const isTheirs = ({ userId, me }: MemberCaller, { about }: Pick<SubscriptionRow, 'about'>) =>
  about === '' ? isAtLeast(me.role, 'admin') : about === userId

async function readRecipients({ store, now }: Doorway, caller: MemberCaller): Promise<protocol.ShownRecipient[]> {
  const { orgId } = caller
  const all = (await findSubscriptions(store, orgId)).filter((row) => isTheirs(caller, row))
  const suppressed = await findSuppressed(store, orgId)
  return (await findRecipients(store, orgId)).flatMap(({ id, address, name, locale, zone, ...times }) => {
    const reads = all.flatMap(({ reader, kind, wanted }) =>
      reader === id && isKind(kind) ? [{ kind, wanted: wanted === 1 }] : [],
    )
    if (reads.length === 0) return []
    const askedUntil = times.isAsked && times.expiresAt > now() ? times.expiresAt : null
    const { confirmedAt } = times
    return [
      {
        ...{ id, address, name, locale, zone },
        confirmedAt,
        askedUntil,
        suppressed: suppressed.get(address) ?? null,
        reads,
      },
    ]
  })
}

interface Asked {
  readonly email: string
  readonly name: string
  readonly kind: ReportKind
  readonly locale?: string | undefined
  readonly zone?: string | undefined
}

const askedMs = 7 * dayMs
/** Nobody sends mails to the world by this server. */
const mostWaiting = 100
const againMs = 10 * minuteMs

async function addRecipient(doorway: Doorway, caller: MemberCaller, asked: Asked): Promise<string> {
  const { store, now } = doorway
  const { orgId, userId } = caller
  const { user } = await getSelf(store, caller)
  const about = asked.kind === 'org-month' ? '' : userId
  if (!isTheirs(caller, { about })) throw new AppError('forbidden', 'only admins share the organisation’s reports')
  const address = foldAddress(asked.email)
  const name = toPlainText(asked.name, 100)
  if (name === '') throw new AppError('invalid', 'a name has letters in it', { at: 'name' })
  await checkAsking(doorway, orgId, address)
  const secret = newSecret()
  const locale = toLocale(asked.locale ?? user.locale)
  const given = { orgId, id: randomUUID(), address, name, locale, zone: asked.zone ?? user.zone, addedBy: userId }
  const times = { secret, expiresAt: now() + askedMs, now: now() }
  const id = await askRecipient(store, { ...given, ...times }, { kind: asked.kind, about })
  doorway.post(async () => ({
    ...{ kind: 'recipient', to: { name, address }, locale, url: `${doorway.baseUrl()}/recipient/${secret}` },
    ...{ asker: toPlainText(user.name, 100), report: asked.kind },
    organisation: toPlainText((await getOrg(store, orgId)).name, 100),
  }))
  return id
}

/** @throws AppError `too_many_requests` for an address that was asked just now, and where too many wait */
async function checkAsking({ store, now }: Doorway, orgId: number, address: string): Promise<void> {
  const known = (await findRecipients(store, orgId)).find((one) => one.address === address)
  const retryAfterMs = known?.isAsked ? known.expiresAt - askedMs + againMs - now() : 0
  if (retryAfterMs > 0)
    throw new AppError('too_many_requests', 'this address was asked just now; try again later', { retryAfterMs })
  const waiting = await countWaiting(store, orgId, now())
  if (waiting >= mostWaiting)
    throw new AppError('too_many_requests', `${waiting} addresses have not answered yet; remove some first`)
}
