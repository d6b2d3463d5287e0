import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../../core/errors.ts'
import { minuteMs, secondMs } from '../../core/time.ts'
import type { LiveToday } from '../../protocol/usage.ts'
import type { Log } from '../log.ts'
import type { Member } from '../store/members.ts'
import { findOpenSignIns, type SignInAge } from '../store/sign-ins.ts'
import type { Store } from '../store/store.ts'
import { todayOf } from './asked.ts'

/** Tells browsers that listen when what is known of their person's day has changed. */
export interface Live {
  /** A stream of events for one of them, as long as their sign-in opens the door. @throws AppError `too_many_requests` */
  open(self: Member, signInId: string): Promise<Response>
  /** Days were made: looks at once. Without it, what other servers made is found at the next look. */
  knock(): void
  /** How many listen. */
  listening(): number
  /** Ends every stream, and the look under way; who comes now is told once. */
  stop(): Promise<void>
}

export interface LiveOptions {
  readonly store: Store
  readonly log: Log
  now(): number
  /** How long a sign-in opens the door: who is signed in no more is told nothing. */
  readonly signInAge: SignInAge
  /** Between two looks; each also shows that the connection stands. */
  readonly lookMs?: number
}

/** A browser has six connections to a server, and needs some for all else. */
const mostOfOne = 4
const mostInAll = 500
/** After so long a stream ends, and the browser opens another by itself. */
const mostMs = 15 * minuteMs
/** Who does not read what is written to them is gone. */
const mostWaiting = 20

interface Listener {
  readonly self: Member
  readonly signInId: string
  /** What it was told last. */
  told: string
  send(text: string): void
  end(): void
}

export function createLive({ store, log, now, signInAge, lookMs = 15 * secondMs }: LiveOptions): Live {
  const listeners = new Set<Listener>()
  let state: 'open' | 'stopped' = 'open'
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let again = false

  const tell = async (all: readonly Listener[]) => {
    const { self } = all[0]!
    const { mark, today } = await readToday(store, self, now())
    // Last, so that nobody is told anything who signed out or was removed meanwhile.
    const open = await findOpenSignIns(store, self, signInAge, now())
    for (const one of all) {
      if (!open.has(one.signInId)) one.end()
      if (one.told === mark) continue
      one.told = mark
      one.send(`event: today\ndata: ${JSON.stringify(today)}\n\n`)
    }
  }
  const look = async () => {
    do {
      again = false
      for (const all of byPerson(listeners)) await tell(all)
    } while (again)
  }
  const knock = () => {
    again = true
    looking ??= look()
      .catch((err) => log.warn({ err }, 'could not look for what is new; trying again'))
      .finally(() => {
        looking = undefined
      })
  }
  const tick = () => {
    for (const { send } of listeners) send(': still here\n\n')
    knock()
  }
  const leave = (one: Listener) => {
    listeners.delete(one)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    knock: () => {
      if (listeners.size > 0) knock()
    },
    listening: () => listeners.size,
    open: async (self, signInId) => {
      checkRoom(listeners, self)
      const listener = createListener({ self, signInId }, leave)
      listeners.add(listener)
      try {
        await tell([listener])
      } catch (error) {
        listener.end()
        throw error
      }
      if (state === 'stopped') listener.end()
      else timer ??= setInterval(tick, lookMs).unref()
      return new Response(listener.stream, { headers: streamHeaders })
    },
    stop: async () => {
      state = 'stopped'
      for (const { end } of listeners) end()
      await looking
    },
  }
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Some proxies wait for the end of an answer, which does not come.
  'x-accel-buffering': 'no',
}

function createListener(
  who: Pick<Listener, 'self' | 'signInId'>,
  leave: (one: Listener) => void,
): Listener & { readonly stream: ReadableStream } {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array>
  let isOpen = true
  const forget = () => {
    isOpen = false
    clearTimeout(lifetime)
    leave(listener)
  }
  const end = () => {
    if (!isOpen) return
    forget()
    controller.close()
  }
  const lifetime = setTimeout(end, mostMs).unref()
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given
      },
      cancel: forget,
    },
    { highWaterMark: mostWaiting },
  )
  const send = (text: string) => {
    if (!isOpen) return
    if ((controller.desiredSize ?? 0) <= 0) end()
    else controller.enqueue(encoder.encode(text))
  }
  const listener = { ...who, told: '', send, end, stream }
  return listener
}

function checkRoom(listeners: ReadonlySet<Listener>, { userId }: Member) {
  const own = [...listeners].filter(({ self }) => self.userId === userId).length
  if (own < mostOfOne && listeners.size < mostInAll) return
  const message =
    own < mostOfOne
      ? 'too many listen at the moment; come again later'
      : `you listen ${mostOfOne} times already; close another window, or come again later`
  throw new AppError('too_many_requests', message, { retryAfterMs: minuteMs })
}

function byPerson(listeners: ReadonlySet<Listener>): Listener[][] {
  const groups = new Map<string, Listener[]>()
  for (const one of listeners) {
    const key = `${one.self.orgId} ${one.self.userId}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

/** The person's sums of today, and what changes whenever days of theirs are made. */
async function readToday({ db, t }: Store, { orgId, userId, user }: Member, now: number) {
  const { personDays: p, devices: d } = t
  const day = todayOf({ user, now })
  const [[row], devices] = await Promise.all([
    db
      .select({ recordedMs: p.recordedMs, dueMs: p.dueMs, activeMs: p.activeMs })
      .from(p)
      .where(and(eq(p.orgId, orgId), eq(p.userId, userId), eq(p.day, day))),
    db
      .select({ mark: d.daysMark })
      .from(d)
      .where(and(eq(d.orgId, orgId), eq(d.userId, userId)))
      .orderBy(asc(d.id)),
  ])
  const today: LiveToday = { day, ...(row ?? { recordedMs: 0, dueMs: 0, activeMs: null }) }
  return { today, mark: `${JSON.stringify(today)} ${devices.map(({ mark }) => mark).join(' ')}` }
}
