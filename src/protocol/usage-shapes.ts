import * as z from 'zod'
import { gapReasons } from '../core/usage.ts'

/*
 * What screens of a person's figures are made of. Durations are milliseconds, memory is KiB, null is unknown and never zero.
 */

const ms = z.int().nonnegative()
const known = ms.nullable()
const instant = z.int()
const count = z.int().nonnegative()
export const day = z.string()

/** The days that were asked for, and how far they have come. */
export const period = z.object({
  name: z.string(),
  unit: z.enum(['day', 'week', 'month', 'year']),
  first: day,
  last: day,
  /** Today where the person is. */
  today: day,
  /** Whether it has ended there. */
  over: z.boolean(),
})
export type ShownPeriod = z.output<typeof period>

export const times = z.object({ activeMs: known, foregroundMs: known, cpuMs: ms, runningMs: ms })
export type Times = z.output<typeof times>

export const appSums = z.object({
  ...times.shape,
  watchingMs: known,
  launches: count,
  memoryMeanKiB: count,
  memoryPeakKiB: count,
  /** Days on which it ran, on whatever device. */
  days: count,
})
export type AppSums = z.output<typeof appSums>

/** One at the top of the tree or below; a `name` of null goes by its key, and both are null where no rule sorts an app. */
export const category = z.object({ id: z.int().nullable(), key: z.string().nullable(), name: z.string().nullable() })
export type ShownCategory = z.output<typeof category>

const app = { key: z.string(), name: z.string(), category }

export const listedApp = z.object({ ...app, ...appSums.shape, previous: times.nullable() })
export type ListedApp = z.output<typeof listedApp>

/** A person's sums over some days. */
export const earlier = z.object({
  first: day,
  last: day,
  /** Whether these are all days of the period before, not only as many as have passed of this one. */
  whole: z.boolean(),
  activeMs: known,
  recordedMs: ms,
  dueMs: ms,
  cpuMs: ms,
  /** With activity; where that is unknown, with anything recorded. */
  days: count,
})
export type Earlier = z.output<typeof earlier>

export const calendarDay = z.object({ day, recordedMs: ms, dueMs: ms, activeMs: known })

export const daySums = calendarDay.omit({ day: true }).extend({
  /** recorded ÷ due, devices added up, as in a report; null where nothing was due. */
  coverage: z.number().nullable(),
  firstActivityAt: instant.nullable(),
  lastActivityAt: instant.nullable(),
  sessions: count.nullable(),
})

/**
 * A stretch in which an app was in front; where several were too short to be told apart, the one that was so for longest. For a
 * picture: how long apps were in front is told apart from it.
 */
const windowStretch = z.object({
  /** By its place in `apps`. */
  app: count,
  start: instant,
  end: instant,
  /** Where it was recorded, and is here. */
  title: z.string().optional(),
  /** How many more windows were in front in this stretch; absent: it is told exactly. */
  others: count.optional(),
  /** With `others`: for how long any was. */
  frontMs: ms.optional(),
})
export type WindowStretch = z.output<typeof windowStretch>

/** `off`: nothing was due; `unrecorded` is no state: there the gaps say why. */
export const presenceStates = ['active', 'watching', 'idle', 'locked', 'asleep', 'paused'] as const
const presenceStretch = z.object({ state: z.enum(presenceStates), start: instant, end: instant })

/** `unknown`: it should have been recorded, and nobody knows why it was not. */
const gapStretch = z.object({ reason: z.enum([...gapReasons, 'unknown']), start: instant, end: instant })

export const timelineDevice = z.object({
  id: z.int(),
  name: z.string(),
  platform: z.string(),
  /** How long apps were in front in all that is told of, by their places in `apps`; exact, longest first. */
  inFront: z.array(z.object({ app: count, ms })),
  /** Of what is told of. */
  recordedMs: ms,
  /** Its last word, where it has said none since and all or the end of the day is due for that; else null. */
  silentSince: instant.nullable(),
  windows: z.array(windowStretch),
  presence: z.array(presenceStretch),
  gaps: z.array(gapStretch),
})
export type TimelineDevice = z.output<typeof timelineDevice>

/** `none`: none is here; `withheld`: they are for the person, and for who may export what is stored of them. */
export const titlesShown = z.enum(['shown', 'none', 'withheld'])

export const appMonth = appSums.omit({ days: true }).extend({ month: z.string() })
export const appDay = z.object({ day, ...times.shape, launches: count })
export const appHour = z.object({
  /** 1 is Monday. */
  weekday: z.int(),
  hour: z.int(),
  /** Of the period, on which anything was recorded in this hour: what a mean is over. */
  days: count,
  foregroundMs: known,
  activeMs: known,
})
export const appDevice = z.object({ id: z.int(), name: z.string(), ...times.shape, lastDay: day })
export const appVersion = z.object({
  device: z.string(),
  version: z.string().nullable(),
  firstAt: instant,
  lastAt: instant,
})
export const appTitle = z.object({ title: z.string(), foregroundMs: ms, lastAt: instant })

/** From `a` to `b`. */
const changeMs = z.int()
export const comparedApp = z.object({ ...app, a: times, b: times, changeMs })
export type ComparedApp = z.output<typeof comparedApp>

/** Apps run at once, and their running time cannot be added up. */
export const categoryTimes = times.omit({ runningMs: true })
export const comparedCategory = z.object({ ...category.shape, a: categoryTimes, b: categoryTimes, changeMs })
export type ComparedCategory = z.output<typeof comparedCategory>

/** `first` to `last` are the days that count; `whole`, whether those are all of the period, or all that have begun. */
export const comparedSide = z.object({ period, ...earlier.shape })

export const foundKinds = ['app', 'category', 'device', 'day', 'person', 'report', 'title'] as const
export const found = z.object({
  kind: z.enum(foundKinds),
  /** An app's key, also of a title; a day; the id of what else it is. */
  id: z.string(),
  /** Of a report, its period. */
  name: z.string(),
  /** Of a category that goes by its key; of a report, its kind. */
  key: z.string().optional(),
  /** The day a title was last seen. */
  day: day.optional(),
})
export type Found = z.output<typeof found>
