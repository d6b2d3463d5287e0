import { randomUUID } from 'node:crypto'
import { isAtLeast } from '../../core/access.ts'
import { foldAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { isKind, type ReportKind } from '../../core/report/wishes.ts'
import { toPlainText } from '../../core/text.ts'
import { toLocale } from '../../core/texts/texts.ts'
import { dayMs } from '../../core/time.ts'
import { readName } from '../../core/typed-name.ts'
import * as protocol from '../../protocol/subscriptions.ts'
import { countAsking } from '../auth/asking.ts'
import type { Doorway } from '../auth/doorway.ts'
import { newSecret } from '../auth/secrets.ts'
import type { Guard, MemberCaller } from '../http/guard.ts'
import { personRoute } from '../http/person-route.ts'
import type { Route } from '../http/route.ts'
import { getOrg } from '../store/people.ts'
import { askRecipient, countWaiting, endReading, findRecipients, type Recipient } from '../store/recipients.ts'
import { findSubscriptions } from '../store/subscriptions.ts'
import { findSuppressions } from '../store/suppressions.ts'
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
      const { orgId } = caller
      const shared = (await findRecipients(store, orgId)).filter((one) => one.id === id && isTheirs(caller, one))
      await endReading(store, orgId, shared)
      return { done: true as const }
    }),
  ]
}

/** Whether a report is the caller's to share: their own, and for admins the organisation's. */
const isTheirs = ({ userId, me }: MemberCaller, { about }: Pick<Recipient, 'about'>) =>
  about === '' ? isAtLeast(me.role, 'admin') : about === userId

async function readRecipients({ store, now }: Doorway, caller: MemberCaller): Promise<protocol.ShownRecipient[]> {
  const { orgId } = caller
  const wanted = new Set(
    (await findSubscriptions(store, orgId)).filter((row) => row.wanted === 1).map((row) => keyOf(row.reader, row)),
  )
  // The other server's answer may be to somebody else's mail, so that only why is told.
  const suppressed = new Map((await findSuppressions(store, orgId)).map(({ address, reason }) => [address, reason]))
  const all = new Map<string, Recipient[]>()
  for (const one of (await findRecipients(store, orgId)).filter((row) => isTheirs(caller, row)))
    all.set(one.id, [...(all.get(one.id) ?? []), one])
  return [...all.values()].map((rows) => {
    const { id, address, name, locale, zone } = rows[0]!
    const confirmedAt = rows.find((row) => row.confirmedAt !== null)?.confirmedAt ?? null
    const waiting = rows.filter(({ isAsked, expiresAt }) => isAsked && expiresAt > now())
    return {
      ...{ id, address, name, locale, zone, confirmedAt },
      askedUntil: waiting.length === 0 ? null : Math.max(...waiting.map(({ expiresAt }) => expiresAt)),
      // Who has not said yes got nothing from the caller: what became of mails to them is somebody else's.
      suppressed: (confirmedAt !== null && suppressed.get(address)) || null,
      reads: rows.flatMap(({ kind, about }) =>
        isKind(kind) ? [{ kind, wanted: wanted.has(keyOf(id, { kind, about })) }] : [],
      ),
    }
  })
}

const keyOf = (reader: string, { kind, about }: Pick<Recipient, 'kind' | 'about'>) => `${reader}|${kind}|${about}`

interface Asked {
  readonly email: string
  readonly name: string
  readonly kind: ReportKind
  readonly locale?: string | undefined
  readonly zone?: string | undefined
}

const askedMs = 7 * dayMs
/** Of one member; another's readers are not in their way. */
const mostWaiting = 100

async function addRecipient(doorway: Doorway, caller: MemberCaller, asked: Asked): Promise<string> {
  const { store, now } = doorway
  const { orgId, userId } = caller
  const { user } = await getSelf(store, caller)
  const about = asked.kind === 'org-month' ? '' : userId
  if (!isTheirs(caller, { about })) throw new AppError('forbidden', 'only admins share the organisation’s reports')
  const address = foldAddress(asked.email)
  const name = readName(asked.name)
  const waiting = await countWaiting(store, orgId, userId, now())
  if (waiting >= mostWaiting)
    throw new AppError('too_many_requests', `${waiting} addresses have not answered you yet; remove some first`)
  await countAsking(store, { address, asker: userId, about: 'reader' }, now())
  const secret = newSecret()
  const locale = toLocale(asked.locale ?? user.locale)
  const given = { orgId, id: randomUUID(), kind: asked.kind, about, address, name, locale, addedBy: userId }
  const times = { secret, expiresAt: now() + askedMs, now: now() }
  const id = await askRecipient(store, { ...given, zone: asked.zone ?? user.zone, ...times })
  doorway.post(async () => ({
    ...{ kind: 'recipient', to: { name, address }, locale, url: `${doorway.baseUrl()}/recipient/${secret}` },
    ...{ asker: toPlainText(user.name, 100), report: asked.kind },
    organisation: toPlainText((await getOrg(store, orgId)).name, 100),
  }))
  return id
}
