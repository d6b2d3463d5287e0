import { z } from 'zod'
import { isMonth } from '../core/time.ts'
import { against, common, countOf, day, instant, key, knownMs, ms, name, price } from './frozen-fields.ts'

const withheld = z.literal('withheld')
const withheldCount = z.union([countOf, withheld])
const withheldMs = z.union([knownMs, withheld])

const app = z.strictObject({
  key: key.describe('stable within an organisation'),
  name: name.describe('what a person reads'),
  people: withheldCount.describe('who had it in front; where that is unknown, on whose computers it ran'),
  devices: countOf.describe('on which it ran'),
  foregroundMs: withheldMs.describe('in front, computers added up'),
  activeMs: withheldMs.describe('in front and in use, computers added up'),
  runningMs: ms.describe('running, computers added up'),
  cpuMs: ms.describe('CPU time'),
  previous: z
    .strictObject({
      people: withheldCount.describe('who used it'),
      activeMs: withheldMs.describe('active time'),
      devices: countOf.describe('on which it ran'),
    })
    .optional()
    .describe('in the month before; absent where nothing was recorded then'),
})

const licence = z.strictObject({
  id: z.string().min(1).describe('of the licence'),
  name: name.describe('of the licence'),
  seats: countOf.nullable().describe('null is any number'),
  installed: countOf.describe('computers with one of its apps'),
  used: countOf.describe('computers on which one of its apps was in front; where that is unknown, ran'),
  unused: countOf.describe('seats, or computers where seats are not counted, less `used`; never below 0'),
  price: price.optional().describe('where one is set'),
  wastedMinor: z.int().nonnegative().optional().describe('of the unused, for a month, in hundredths of the currency'),
  renewsOn: day.nullable().describe('null where no day is set'),
})

const devices = z.strictObject({
  total: countOf.describe('there at the end of the month'),
  reporting: countOf.describe('of which anything was recorded'),
  silent: z
    .array(
      z.strictObject({
        name: name.describe('a label'),
        platform: z.string().describe('`linux-x64`'),
        lastSeenAt: instant.nullable().describe('the last instant it told of; null: none'),
        days: countOf.describe('whole days without a word at the end of the month'),
      }),
    )
    .describe('without a word for seven days or more, longest first'),
  versions: z
    .array(z.strictObject({ version: z.string().describe('of the agent'), devices: countOf.describe('how many') }))
    .describe('newest first'),
})

/** The frozen figures of an organisation's month. Strict: a field that is not described here is an error. */
export const orgReportSchema = z
  .strictObject({
    ...common,
    kind: z.literal('org-month').describe('what it is about'),
    about: name.describe('the organisation’s name'),
    period: z.string().refine(isMonth, 'no month').meta({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }).describe('`2026-10`'),
    activeMs: withheldMs.describe('of all people, each person’s moments once'),
    against: against.describe('what came before; active time of too few people is null'),
    people: z
      .strictObject({
        recorded: countOf.describe('of whom anything was recorded'),
        active: withheldCount.describe('known to have been active'),
      })
      .describe('how many'),
    devices: devices.describe('computers'),
    days: z
      .array(
        z.strictObject({
          day: day.describe('where the computers were'),
          recording: countOf.describe('computers that recorded'),
          due: countOf.describe('computers that should have'),
        }),
      )
      .describe('every day of the month, ascending'),
    apps: z.array(app).describe('that somebody used: most people first, what is withheld after that'),
    licences: z.array(licence).describe('most wasted first'),
    unused: z
      .array(
        z.strictObject({
          key: key.describe('of the program'),
          name: name.describe('of the program'),
          devices: countOf.describe('on which it is installed'),
          over: z.union([z.literal(30), z.literal(60), z.literal(90)]).describe('days at the least'),
        }),
      )
      .describe('nobody had it in front for so long; on most computers first'),
    growth: z
      .array(
        z.strictObject({
          key: key.describe('of the app'),
          name: name.describe('of the app'),
          from: countOf.describe('computers that ran it in the month before'),
          to: countOf.describe('in this one'),
        }),
      )
      .describe('largest change first, ten at most'),
  })
  .meta({ title: 'An organisation’s report', description: 'The frozen figures of a month; nobody is named in them.' })
