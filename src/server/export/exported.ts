import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { spanSources } from '../../protocol/batches.ts'
import { atOnce, isOfDevices, ofDevices } from './pages.ts'
import type { Reader, Tables } from './row.ts'

/** Why a table is left out of what a person gets. */
interface LeftOut {
  readonly leftOut: string
}

/**
 * Every table there is, and what of it is about a person, in the order of the export. Whoever adds a table says here what a person
 * gets of it: the compiler asks.
 */
export const exported: { readonly [Table in keyof Tables]: Reader | LeftOut } = {
  users: atOnce(({ db, t: { users: u } }, { userId }) =>
    db
      .select({
        id: u.id,
        name: u.name,
        email: u.email,
        locale: u.locale,
        zone: u.zone,
        createdAt: u.createdAt,
        idleAfterMs: u.idleAfterMs,
      })
      .from(u)
      .where(eq(u.id, userId)),
  ),
  identities: atOnce(({ db, t: { identities: i } }, { userId }) =>
    db.select().from(i).where(eq(i.userId, userId)).orderBy(asc(i.createdAt)),
  ),
  signIns: atOnce(({ db, t: { signIns: s } }, { userId }) =>
    db
      .select({
        method: s.method,
        createdAt: s.createdAt,
        lastUsedAt: s.lastUsedAt,
        address: s.address,
        browser: s.browser,
      })
      .from(s)
      .where(eq(s.userId, userId))
      .orderBy(asc(s.createdAt)),
  ),
  members: atOnce(({ db, t: { members: m } }, { orgId, userId }) =>
    db
      .select()
      .from(m)
      .where(and(eq(m.orgId, orgId), eq(m.userId, userId))),
  ),
  devices: atOnce(({ db, t: { devices: d } }, { orgId, userId }) =>
    db
      .select({
        id: d.id,
        name: d.name,
        platform: d.platform,
        agentVersion: d.agentVersion,
        createdAt: d.createdAt,
        lastSeenAt: d.lastSeenAt,
        clockSkewMs: d.clockSkewMs,
      })
      .from(d)
      .where(and(eq(d.orgId, orgId), eq(d.userId, userId)))
      .orderBy(asc(d.id)),
  ),
  streams: atOnce(async (store, person) => {
    const { streams: s } = store.t
    const ofPerson = await isOfDevices(store, person, s.deviceId)
    return store.db
      .select()
      .from(s)
      .where(and(eq(s.orgId, person.orgId), ofPerson))
      .orderBy(asc(s.id))
  }),
  personDays: atOnce(({ db, t: { personDays: p } }, { orgId, userId }) =>
    db
      .select()
      .from(p)
      .where(and(eq(p.orgId, orgId), eq(p.userId, userId)))
      .orderBy(asc(p.day)),
  ),
  personHours: atOnce(({ db, t: { personHours: p } }, { orgId, userId }) =>
    db
      .select()
      .from(p)
      .where(and(eq(p.orgId, orgId), eq(p.userId, userId)))
      .orderBy(asc(p.day), asc(p.hour)),
  ),
  days: ofDevices((t) => t.days, 'day'),
  unrecordedDays: ofDevices((t) => t.unrecordedDays, 'day'),
  usageMonths: ofDevices((t) => t.usageMonths, 'month'),
  usageDays: ofDevices((t) => t.usageDays, 'day'),
  usageHours: ofDevices((t) => t.usageHours, 'day'),
  titleDays: ofDevices((t) => t.titleDays, 'day'),
  processHours: ofDevices((t) => t.processHours, 'hour'),
  spans: ofDevices(
    (t) => t.spans,
    'start',
    ({ spans }) => spanSources.map((source) => eq(spans.source, source)),
  ),
  gaps: ofDevices((t) => t.gaps, 'start'),
  reports: atOnce(({ db, t: { reports: r } }, { orgId, userId }) =>
    db
      .select()
      .from(r)
      .where(and(eq(r.orgId, orgId), eq(r.about, userId)))
      .orderBy(asc(r.createdAt)),
  ),
  mails: atOnce(async ({ db, t: { mails: m, reports: r } }, { orgId, userId }) => {
    const rows = await db
      .select()
      .from(m)
      .where(
        and(
          eq(m.orgId, orgId),
          inArray(
            m.reportId,
            db
              .select({ id: r.id })
              .from(r)
              .where(and(eq(r.orgId, orgId), eq(r.about, userId))),
          ),
        ),
      )
      .orderBy(asc(m.createdAt))
    // Who else reads the reports is told, and not at which address.
    return rows.map((row) => (row.reader === userId ? row : { ...row, address: null, outcome: null }))
  }),
  subscriptions: atOnce(({ db, t: { subscriptions: s } }, { orgId, userId }) =>
    db
      .select()
      .from(s)
      .where(and(eq(s.orgId, orgId), or(eq(s.reader, userId), eq(s.about, userId))))
      .orderBy(asc(s.changedAt)),
  ),
  policies: atOnce(({ db, t: { policies: p } }, { orgId, userId }) =>
    db
      .select()
      .from(p)
      .where(and(eq(p.orgId, orgId), inArray(p.scope, ['person', 'own']), eq(p.about, userId))),
  ),
  eraseOrders: atOnce(async (store, person) => {
    const { eraseOrders: o } = store.t
    const ofPerson = await isOfDevices(store, person, o.deviceId)
    return store.db
      .select()
      .from(o)
      .where(and(eq(o.orgId, person.orgId), ofPerson))
      .orderBy(asc(o.orderedAt))
  }),
  accessLog: atOnce(({ db, t: { accessLog: l } }, { orgId, userId }) =>
    db
      .select({ at: l.at, actorName: l.actorName, what: l.what, reason: l.reason })
      .from(l)
      .where(and(eq(l.orgId, orgId), eq(l.about, userId)))
      .orderBy(asc(l.seq)),
  ),
  licences: { leftOut: 'what the organisation pays for' },
  recipients: { leftOut: 'addresses of people without an account' },
  suppressions: { leftOut: 'addresses that no mail reaches' },
  askedMails: { leftOut: 'hashes of addresses that were written to within a day' },
  reportSettings: { leftOut: 'how the organisation has its reports made' },
  channels: { leftOut: 'how the server sends mails' },
  categories: { leftOut: 'how the organisation sorts apps' },
  categoryRules: { leftOut: 'how the organisation sorts apps' },
  categoryChanges: { leftOut: 'how the organisation sorted apps' },
  passwords: { leftOut: 'the hash of a secret' },
  totps: { leftOut: 'a secret' },
  recoveryCodes: { leftOut: 'hashes of secrets' },
  oneTimeTokens: { leftOut: 'hashes of secrets that work once' },
  invitations: { leftOut: 'they are about an address, until somebody takes them up' },
  deviceGrants: { leftOut: 'computers that wait to be let in' },
  apiClients: { leftOut: 'programs of the organisation' },
  signingKeys: { leftOut: 'secrets of the server' },
  fleetTokens: { leftOut: 'secrets of the organisation' },
  accessHeads: { leftOut: 'where the log of accesses ends' },
  orgs: { leftOut: 'its name is in the head of the export' },
  subjects: { leftOut: 'each row names its app; the others are not about the person' },
  deviceTokens: { leftOut: 'the hash of a secret, which opens the door and tells nothing' },
  touchedDays: { leftOut: 'which days wait to be made again' },
  touchedPersonDays: { leftOut: 'which days wait to be made again' },
  expired: { leftOut: 'how far the organisation has removed what is too old' },
  leases: { leftOut: 'which server is at work' },
}
