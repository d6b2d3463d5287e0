import { and, eq, inArray } from 'drizzle-orm'
import type { MailState } from './ledger.ts'
import type { Store } from './store.ts'

/** One report that somebody gets again and again: by whom it is read, of which kind, and whom it is about. */
export interface Subject {
  readonly orgId: number
  /** A user's id, or that of a recipient without an account. */
  readonly reader: string
  readonly kind: string
  /** A user's id; empty where it is the organisation. */
  readonly about: string
}

/** Whether somebody said that they do not want it. */
export async function isUnwanted({ db, t: { subscriptions: s } }: Store, of: Subject): Promise<boolean> {
  const [row] = await db.select({ wanted: s.wanted }).from(s).where(isOf(s, of))
  return row?.wanted === 0
}

const isOf = (s: Store['t']['subscriptions'], { orgId, reader, kind, about }: Subject) =>
  and(eq(s.orgId, orgId), eq(s.reader, reader), eq(s.kind, kind), eq(s.about, about))

/** What became of a mail whose reader left before it was sent. */
export const unsubscribedOutcome = 'unsubscribed'

/**
 * From now on somebody gets a report, or gets it no more; then what is planned of it is not sent either. What else they wished for
 * it stays. Doing so twice changes nothing.
 */
export async function setWanted(store: Store, of: Subject, wanted: boolean, now: number): Promise<void> {
  const { subscriptions: s, mails: m, reports: r } = store.t
  const { orgId, reader, kind, about } = of
  const set = { wanted: wanted ? 1 : 0, changedAt: now }
  await store.batch((db) => {
    const ofReport = db
      .select({ id: r.id })
      .from(r)
      .where(and(eq(r.orgId, orgId), eq(r.kind, kind), eq(r.about, about)))
    return [
      db
        .insert(s)
        .values({ orgId, reader, kind, about, ...set })
        .onConflictDoUpdate({ target: [s.orgId, s.reader, s.kind, s.about], set }),
      ...(wanted
        ? []
        : [
            db
              .update(m)
              .set({ state: 'failed' satisfies MailState, claim: null, outcome: unsubscribedOutcome })
              .where(
                and(
                  ...[eq(m.orgId, orgId), eq(m.reader, reader), eq(m.state, 'planned' satisfies MailState)],
                  inArray(m.reportId, ofReport),
                ),
              ),
          ]),
    ]
  })
}

/** Who reads, in which language, and whether they are of the organisation or without an account; undefined if nobody of this id is in the organisation. */
export async function findReader(
  { db, t: { members, users, recipients } }: Store,
  orgId: number,
  reader: string,
): Promise<{ readonly name: string; readonly locale: string; readonly isMember: boolean } | undefined> {
  const [user] = await db
    .select({ name: users.name, locale: users.locale })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), eq(members.userId, reader)))
  if (user) return { ...user, isMember: true }
  const [recipient] = await db
    .select({ name: recipients.name, locale: recipients.locale })
    .from(recipients)
    .where(and(eq(recipients.orgId, orgId), eq(recipients.id, reader)))
  return recipient && { ...recipient, isMember: false }
}
