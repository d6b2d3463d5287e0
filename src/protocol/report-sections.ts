import { z } from 'zod'
import { countOf, day, difference, instant, key, knownMs, ms, name, price } from './frozen-fields.ts'

/** The parts of a person's report beyond its sums, as they are frozen. */
export const gone = z.strictObject({
  key: key.describe('of the app'),
  name: name.describe('of the app'),
  activeMs: knownMs.describe('in the period before'),
  cpuMs: ms.describe('in the period before'),
  lastInFrontAt: instant.nullable().describe('the hour in which it last was; null where that is not known'),
})

export const hours = z.strictObject({
  weekday: z.int().min(1).max(7).describe('1 is Monday'),
  hour: z.int().min(0).max(23).describe('by the clock there'),
  days: countOf.describe('days on which any of the hour was recorded; 0: unknown'),
  recordedMs: ms.describe('of all those days together'),
  activeMs: knownMs.describe('of all those days together'),
})

export const usualDay = z.strictObject({
  days: z.int().positive().describe('of which it is the median'),
  weekdaysOnly: z.boolean().describe('Monday to Friday, where at least three of those have activity'),
  firstMinute: z.int().describe('of the first activity, after midnight by the clock that the day began with'),
  lastMinute: z.int().describe('of the last one'),
})

export const sessionFigures = z.strictObject({
  count: countOf.describe('that began in the period'),
  totalMs: ms.describe('their whole length'),
  longest: z
    .strictObject({
      ms: ms.describe('its length'),
      at: instant.describe('when it began'),
      day: day.describe('on which it began'),
    })
    .nullable()
    .describe('null where there is none, or it is not known of every day'),
})

export const categories = z.strictObject({
  key: z.string().nullable().describe('of one that is there from the start; null of others, and of the rest'),
  name: z.string().nullable().describe('what somebody called it; null while it goes by its key, and of the rest'),
  activeMs: knownMs.describe('active time'),
  foregroundMs: knownMs.describe('time in front'),
  cpuMs: ms.describe('CPU time'),
  previous: z
    .strictObject({ activeMs: knownMs.describe('active time'), cpuMs: ms.describe('CPU time') })
    .optional()
    .describe('in the period before; absent where there is none'),
})

const grown = (unit: string) =>
  z.strictObject({
    key: key.describe('of the app'),
    name: name.describe('of the app'),
    from: z.number().nonnegative().describe(`in the period before, ${unit}`),
    to: z.number().nonnegative().describe(`in this one, ${unit}`),
  })

export const growth = z.strictObject({
  memory: grown('mean in KiB').nullable().describe('null where none grew'),
  cpu: grown('ms of CPU time in each hour that it ran').nullable().describe('null where none grew'),
})

const changeLine = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('app').describe('of one app'),
    key: key.describe('of the app'),
    name: name.describe('of the app'),
    ms: difference.describe('more, or less'),
    note: z.enum(['new', 'gone']).optional().describe('never used before, or no more'),
  }),
  z.strictObject({
    what: z.literal('others').describe('of all other apps'),
    apps: countOf.describe('how many'),
    ms: difference.describe('more, or less'),
  }),
  z.strictObject({
    what: z.enum(['overlap', 'unattributed']).describe('several computers at once, counted once; of no app'),
    ms: difference.describe('more, or less'),
  }),
])

export const changes = z.strictObject({
  of: z.enum(['active', 'cpu']).describe('what is counted: CPU time where active time is not known of both'),
  from: ms.describe('in the period before; CPU time with what belongs to no app'),
  to: ms.describe('in this one'),
  lines: z.array(changeLine).describe('`from` and all lines come to `to`, to the millisecond'),
  days: z
    .strictObject({
      from: countOf.describe('days with use in the period before'),
      to: countOf.describe('in this one'),
      byMoreDaysMs: difference.describe('by more days, or fewer'),
      byLongerDaysMs: difference.describe('by longer days, or shorter: both come to the difference'),
    })
    .nullable()
    .describe('null where one of the periods has no day with use'),
})

export const unused = z.strictObject({
  key: key.describe('of the program'),
  name: name.describe('of the program'),
  version: z.string().nullable().describe('null where it is not told, or not the same everywhere'),
  devices: countOf.describe('computers on which it is installed or runs'),
  lastInFrontAt: instant.nullable().describe('the hour in which it last was; null: never, as far back as is known'),
  days: countOf.describe('since then, or since it is known of'),
  over: z.union([z.literal(30), z.literal(60), z.literal(90)]).describe('days at the least'),
  price: price.optional().describe('where one is set, and nothing else of the licence is used'),
})
