import * as z from 'zod'
import { toRange } from '../core/ranges.ts'
import type { Report } from '../core/report/report.ts'
import { batchLimits } from './batches.ts'
import { day, file } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { ofPerson } from './of-person.ts'
import * as shapes from './usage-shapes.ts'

/*
 * What the screens of a person's figures read. Of a query everything is text.
 */

const period = z
  .string()
  .refine(
    (name) => toRange(name) !== undefined,
    'not a day, as 2026-10-31, nor a week 2026-W44, a week from Sunday on 2026-10-25..2026-10-31, a month 2026-10 or a year 2026',
  )
  .describe('`2026-10-31`, `2026-W44`, of a week from Sunday on `2026-10-25..2026-10-31`, `2026-10` or `2026`')
const app = z.string().min(1).max(batchLimits.keyLength)
const text = z.string().trim().max(100)
const instant = z
  .string()
  .regex(/^\d{1,15}$/, 'not an instant in milliseconds')
  .transform(Number)
const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/, 'not a whole number')
  .transform(Number)

/** The figures of a report, of a period of any length, as they are now. */
export type Figures = Omit<Report, 'kind'>
const figures = z.custom<Figures>()

export const overviewOf = ofPerson({
  says: 'a day, week, month or year as it is so far, against the same part of the one before.',
  at: 'overview',
  input: { period },
  output: z.object({
    period: shapes.period,
    /**
     * As in a report. What apps were before, and `against.previous`, are of the same days as `before`. Of the apps the first hundred, and
     * of the gaps two hundred, the longest in which something was due before all others.
     */
    figures,
    before: shapes.earlier.nullable(),
    /** All that were used. */
    apps: z.int(),
    gaps: z.int(),
  }),
})
export const { mine: myOverview, theirs: memberOverview } = overviewOf

export const calendarOf = ofPerson({
  says: 'each day between two, 372 at most: one without anything due is there with zeros; of one that is absent nothing is known, nor due.',
  at: 'calendar',
  input: { from: day, to: day },
  output: z.object({ from: day, to: day, today: day, days: z.array(shapes.calendarDay) }),
})
export const { mine: myCalendar, theirs: memberCalendar } = calendarOf

export const dayOf = ofPerson({
  says: 'what was in front and who was there, from minute to minute of one day; `from` and `to` look closer.',
  at: 'day',
  input: { day, from: instant.optional(), to: instant.optional() },
  output: z.object({
    day,
    zone: z.string(),
    /** Today where the person is. */
    today: day,
    /** From the first instant of the day to the last, wherever the devices were. */
    start: z.int(),
    end: z.int(),
    /** What is told of, which is less where it was asked for. */
    from: z.int(),
    to: z.int(),
    /** Of all devices together, each moment once; null where nothing is known of the day, nor due. */
    sums: shapes.daySums.nullable(),
    /** What was in front between `from` and `to`, longest first; `inFrontMs` is exact, devices added up. */
    apps: z.array(z.object({ key: z.string(), name: z.string(), category: shapes.category, inFrontMs: z.int() })),
    devices: z.array(shapes.timelineDevice),
    titles: shapes.titlesShown,
  }),
})
export const { mine: myDay, theirs: memberDay } = dayOf

export const appOf = ofPerson({
  says: 'one app over a period, its months, days, hours of the week and devices.',
  at: 'app',
  input: { app, period },
  output: z.object({
    key: z.string(),
    name: z.string(),
    category: shapes.category,
    period: shapes.period,
    sums: shapes.appSums,
    previous: shapes.times.nullable(),
    /** Those known of, ascending, 24 at most. */
    months: z.array(shapes.appMonth),
    days: z.array(shapes.appDay),
    /** Those that were recorded, by the clocks where the devices were; none of an app that was never in front. */
    hours: z.array(shapes.appHour),
    devices: z.array(shapes.appDevice),
    firstDay: z.string().nullable(),
    lastDay: z.string().nullable(),
    versions: z.array(shapes.appVersion),
    /** Longest first, of the last 31 days of the period at most. */
    titles: z.array(shapes.appTitle),
    titlesAre: shapes.titlesShown,
  }),
})
export const { mine: myApp, theirs: memberApp } = appOf

export const appOrders = ['active', 'foreground', 'running', 'cpu', 'memory', 'launches', 'name'] as const
export const appsOf = ofPerson({
  says: 'every app of a period, a page at a time.',
  at: 'apps',
  input: {
    period,
    q: text.optional(),
    sort: z.enum(appOrders).default('active'),
    offset: wholeNumber.optional(),
    limit: wholeNumber.optional(),
  },
  output: z.object({
    period: shapes.period,
    /** That fit `q`. */
    total: z.int(),
    apps: z.array(shapes.listedApp),
    /** What `offset` is for the next page; null on the last one. */
    next: z.int().nullable(),
  }),
})
export const { mine: myApps, theirs: memberApps } = appsOf

export const compareOf = ofPerson({
  says: 'two periods beside each other, by app and by category; each column adds up to its period.',
  at: 'compare',
  input: {
    a: period,
    b: period,
    days: z
      .enum(['all', 'like'])
      .default('all')
      .describe('`like`: while one of the two goes on, of the other only as many days as have begun of that one'),
  },
  output: z.object({
    /** What changes are of: active time where it is known of both, else CPU time. */
    of: z.enum(['active', 'cpu']),
    a: shapes.comparedSide,
    b: shapes.comparedSide,
    /** Largest change first. */
    apps: z.array(shapes.comparedApp),
    /** At the top of the tree, with all below; they add up to the apps. */
    categories: z.array(shapes.comparedCategory),
    /** What is of no app, less what several devices did at once: with the apps it comes to each period. */
    rest: z.object({ a: z.int(), b: z.int(), changeMs: z.int() }),
  }),
})
export const { mine: myComparison, theirs: memberComparison } = compareOf

export const searchMine = endpoint({
  says: 'Apps, categories, devices, days and titles of the caller, and people they may see, by a text; the best twenty.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/search',
  access: 'member',
  input: z.strictObject({ q: text.min(1) }),
  output: z.object({ found: z.array(shapes.found) }),
})

export const streams = ['text/event-stream'] as const

export const myLive = endpoint({
  says: 'Server-sent events: `today` with the caller’s sums of today, at once and whenever what is known of them changed.',
  method: 'GET',
  path: '/api/v1/orgs/:org/me/live',
  access: 'member',
  input: z.strictObject({}),
  output: file,
  files: streams,
})

/** The data of an event `today`. */
export const liveToday = z.object({
  day: z.string(),
  recordedMs: z.int(),
  dueMs: z.int(),
  activeMs: z.int().nullable(),
})
export type LiveToday = z.output<typeof liveToday>
