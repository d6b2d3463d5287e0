import { z } from 'zod'
import { isPeriod } from '../core/report/periods.ts'
import { isDay } from '../core/time.ts'

/** The fields that reports are made of. Each says in `describe` what it means and in which unit. */
export const ms = z.int().nonnegative()
/** Null is unknown, never zero. */
export const knownMs = ms.nullable()
/** Milliseconds more or less. */
export const difference = z.int()
export const instant = z.int()
export const countOf = z.int().nonnegative()
export const kiB = z.int().nonnegative()
export const day = z.string().refine(isDay, 'no day of the calendar').meta({ format: 'date' })
export const periodName = z
  .string()
  .refine(isPeriod, 'no month and no week')
  .meta({ pattern: '^\\d{4}-(0[1-9]|1[0-2]|W[0-5]\\d|\\d{2}-\\d{2})$' })
export const key = z.string().min(1)
export const name = z.string()

export const price = z.strictObject({
  minor: z.int().nonnegative().describe('of one seat, in hundredths of the currency'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217, `BRL`'),
  per: z.enum(['month', 'year']).describe('what the price is for'),
})

const earlierPeriod = z.strictObject({
  period: periodName.describe('which it is'),
  activeMs: knownMs.describe('active time; null where it is known of less than half of what was recorded'),
  recordedMs: ms.describe('recorded time, all computers added up'),
  dueMs: ms.describe('time that should have been recorded'),
  cpuMs: ms.describe('CPU time of all apps, without what belongs to none'),
  days: countOf.describe('days on which somebody was active; where that is unknown, on which anything was recorded'),
})

const correctedSums = z.strictObject({
  activeMs: knownMs.describe('active time; null where both cannot be compared'),
  recordedMs: ms.describe('recorded time'),
})

export const against = z.strictObject({
  previous: earlierPeriod.nullable().describe('the period before; null where nothing was recorded then'),
  mean: z
    .strictObject({
      periods: z.array(periodName).min(2).max(3).describe('of which it is, ascending'),
      activeMs: knownMs.describe('null unless it is known of all of them'),
      cpuMs: ms.describe('CPU time of all apps'),
    })
    .nullable()
    .describe('of those of the three periods before in which anything was recorded; null of fewer than two'),
  corrected: z
    .strictObject({
      period: periodName.describe('the period before'),
      said: correctedSums.describe('what its frozen report said'),
      now: correctedSums.describe('what is stored of it now'),
    })
    .optional()
    .describe('where what is stored of the period before is no longer what its report said'),
})

export const common = {
  version: z.literal(1).describe('of this format'),
  demo: z.literal(true).optional().describe('present where all of it is made up'),
  closed: z.boolean().describe('a closed period is final; an open one says “so far”'),
  madeAt: instant.describe('when the figures were read'),
  zone: z.string().min(1).describe('IANA zone in which instants are printed'),
  recordedMs: ms.describe('recorded time, all computers added up'),
  dueMs: ms.describe('time that should have been recorded: without off, asleep, paused and outside of working hours'),
  coverage: z.number().min(0).max(1).nullable().describe('recorded ÷ due; null where nothing was due'),
}
