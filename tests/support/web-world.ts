import { eq } from 'drizzle-orm'
import type { DemoQuestion } from '../../src/core/demo/people.ts'
import { hourMs } from '../../src/core/time.ts'
import { type Batch, batchLimits, isKept, type SpanRow } from '../../src/protocol/batches.ts'
import { fillStore } from '../../src/server/demo/fill-store.ts'
import { rollUp } from '../../src/server/jobs/roll-up.ts'
import { ensureOwner, findOwner, personalOrg } from '../../src/server/store/people.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { hostileTexts } from './hostile-text.ts'
import { aBatch, enroll, noon } from './records.ts'
import { send } from './replicate.ts'
import { serve } from './server.ts'
import { freezeWebReports, type WebReports } from './web-reports.ts'

/** What the store of a world holds: made-up people, an owner and nothing else, or names that somebody made up to do harm. */
export const worldKinds = ['demo', 'empty', 'hostile'] as const
export type WorldKind = (typeof worldKinds)[number]

/** A server for the web's tests, whose clock stands at noon. */
export interface WebWorld {
  readonly url: string
  readonly store: Store
  /** Nothing is frozen yet where nothing is recorded. */
  readonly reports: WebReports | undefined
  /** One more hour of its first computer's is recorded, and its day made. */
  recordHour(): Promise<void>
  /** The link by which its owner comes in, once. */
  createLink(): Promise<string>
  close(): Promise<void>
}

const question: DemoQuestion = {
  ...{ seed: 42, from: '2026-09-20', devices: 5, now: noon, locale: 'en', zone: 'America/Sao_Paulo' },
}

const fillers: Readonly<Record<WorldKind, (store: Store) => Promise<unknown>>> = {
  demo: (store) => fillStore(store, question),
  empty: (store) => ensureOwner(store, { name: 'Ana', email: 'ana@example.org', locale: 'en', zone: 'UTC' }, noon),
  hostile: fillWithHostileNames,
}

export async function openWebWorld(kind: WorldKind): Promise<WebWorld> {
  const store = await openSqlite(':memory:')
  await fillers[kind](store)
  const owner = (await findOwner(store, personalOrg))!
  const week = kind === 'hostile' ? '2026-W45' : '2026-W43'
  const reports = kind === 'empty' ? undefined : await freezeWebReports(store, week)
  const server = await serve(store)
  return {
    ...{ url: server.url, store, reports },
    recordHour: async () => {
      await send(store, { orgId: personalOrg, deviceId: 1 }, aBatch(anHour(noon - 2 * hourMs, ['Inkscape'])))
      await server.rollUp()
    },
    createLink: () => server.createSignInLink(owner.id),
    close: async () => {
      await server.stop()
      await store.close()
    },
  }
}

/** More than a table has rows for at once. */
export const hostileApps = 150

/** Those that an agent may send at all. */
const stored = hostileTexts.filter((text) => isKept(text) && text.length <= batchLimits.keyLength)

/** An hour before the first full one of this morning, with an app of each name, and a person and a computer of such names. */
async function fillWithHostileNames(store: Store) {
  const { user, device } = await enroll(store)
  const [person, computer] = [hostileTexts[1]!, 'W'.repeat(100)]
  await store.batch((db) => [
    db.update(store.t.users).set({ name: person }).where(eq(store.t.users.id, user.id)),
    db.update(store.t.devices).set({ name: computer }).where(eq(store.t.devices.id, device.deviceId)),
  ])
  const apps = Array.from({ length: hostileApps }, (_, i) => stored[i % stored.length]!)
  await send(store, device, aBatch(anHour(noon - 3 * hourMs, apps)))
  await rollUp(store)
}

/** An hour in which apps were in front one after another, and somebody was there. */
function anHour(start: number, apps: readonly string[]): Partial<Batch> {
  const each = hourMs / apps.length
  const windows = apps.map((_, i): SpanRow => [0, 'window', start + i * each, start + (i + 1) * each, i, null])
  return {
    subjects: apps.map((name, i) => ['app', `${name.slice(0, 20)} ${i}`, name]),
    processHours: apps.map((_, i) => [0, i, start, hourMs, 1_000 * i, 1, hourMs, 2_000, 360]),
    spans: [
      [0, 'clock', start, start + hourMs, null, { zone: 'UTC', offsetMs: 0, watched: ['window', 'input', 'lock'] }],
      ...windows,
      [0, 'input', start, start + hourMs, null, null],
    ],
  }
}
