import { and, desc, eq } from 'drizzle-orm'
import { minuteMs } from '../../core/time.ts'
import { type Access, noteAccesses } from './access-log.ts'
import type { Store } from './store.ts'

/** A screen asks for several things, and again when it is sorted or looked at more closely: within so long that is one look. */
export const lookMs = 5 * minuteMs

/** Of a person's newest entries only so many are looked at: past them a look is noted again, which is no harm. */
const newest = 20

/**
 * Notes that somebody looks at another's figures; once where they look at the same kind of them for the same reason again shortly
 * after. To be done before anything is shown.
 */
export const noteLook = (store: Store, look: Access): Promise<void> =>
  noteAccesses(store, [look], () => wasNoted(store, look))

async function wasNoted({ db, t: { accessLog: l } }: Store, look: Access): Promise<boolean> {
  if (look.about === null) return false
  const rows = await db
    .select({ actor: l.actor, what: l.what, reason: l.reason, at: l.at })
    .from(l)
    .where(and(eq(l.orgId, look.orgId), eq(l.about, look.about)))
    .orderBy(desc(l.seq))
    .limit(newest)
  return rows.some(
    ({ actor, what, reason, at }) =>
      actor === look.actor &&
      what === look.what &&
      reason === (look.reason ?? null) &&
      // Of several servers one may be ahead.
      Math.abs(look.at - at) < lookMs,
  )
}
