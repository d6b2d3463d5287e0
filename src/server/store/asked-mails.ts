import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, lte } from 'drizzle-orm'
import { hashToken } from './devices.ts'
import type { Db, Store } from './store.ts'

/** A mail to an address that somebody typed, whosever it is. */
export interface AskedMail {
  /** Folded. */
  readonly address: string
  /** A user's id. */
  readonly asker: string
  readonly about: 'reader' | 'invitation'
}

/** When mails went to an address at anybody's wish, in whichever organisation, the newest first; only its hash is looked up. */
export async function findAskedOf(
  { db, t: { askedMails: a } }: Store,
  address: string,
  since: number,
): Promise<{ readonly asker: string; readonly about: string; readonly at: number }[]> {
  return db
    .select({ asker: a.asker, about: a.about, at: a.at })
    .from(a)
    .where(and(eq(a.address, hashToken(address)), gt(a.at, since)))
    .orderBy(desc(a.at))
}

/** When mails of one sort went out at somebody's wish, the newest first. */
export async function findAskedBy(
  { db, t: { askedMails: a } }: Store,
  { asker, about }: Pick<AskedMail, 'asker' | 'about'>,
  since: number,
): Promise<{ readonly at: number }[]> {
  return db
    .select({ at: a.at })
    .from(a)
    .where(and(eq(a.asker, asker), gt(a.at, since), eq(a.about, about)))
    .orderBy(desc(a.at))
}

/** Notes a mail before it leaves. */
export const noteAsked = (store: Store, { address, ...given }: AskedMail, at: number): Promise<void> =>
  store.batch((db) => [
    db.insert(store.t.askedMails).values({ id: randomUUID(), address: hashToken(address), ...given, at }),
  ])

/** Those that are not counted any more. */
export const forgetAsked = (store: Store, until: number): Promise<void> =>
  store.batch((db) => [db.delete(store.t.askedMails).where(lte(store.t.askedMails.at, until))])

/** To be run in a batch: who goes leaves no name, and the addresses stay as quiet as they were. */
export const forgetAsker = ({ t: { askedMails: a } }: Store, db: Db, userId: string) =>
  db.update(a).set({ asker: '' }).where(eq(a.asker, userId))
