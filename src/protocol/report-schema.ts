import { z } from 'zod'
import { against, common, countOf, day, instant, key, kiB, knownMs, ms, name, periodName } from './frozen-fields.ts'
import { categories, changes, gone, growth, hours, sessionFigures, unused, usualDay } from './report-sections.ts'

const app = z.strictObject({
  key: key.describe('stable within an organisation'),
  name: name.describe('what a person reads'),
  runningMs: ms.describe('at least one process of it was alive'),
  cpuMs: ms.describe('user and system time of its processes'),
  launches: countOf.describe('how often it came to life'),
  memoryMeanKiB: kiB.describe('time-weighted mean of resident memory while it ran; 0 if it was never seen running'),
  memoryPeakKiB: kiB.describe('the most resident memory'),
  days: countOf.describe('days on which it ran'),
  foregroundMs: knownMs.optional().describe('one of its windows was in front, and the session not locked'),
  activeMs: knownMs.optional().describe('the same while somebody used keyboard or pointer'),
  watchingMs: knownMs.optional().describe('in front without input while it kept the screen on; no part of `activeMs`'),
  previous: z
    .strictObject({
      activeMs: knownMs.describe('active time'),
      foregroundMs: knownMs.describe('time in front'),
      cpuMs: ms.describe('CPU time'),
      runningMs: ms.describe('running time'),
      memoryMeanKiB: kiB.describe('mean of memory'),
    })
    .optional()
    .describe('in the period before: noughts where it was not used; absent where nothing was recorded then'),
  history: z
    .array(knownMs)
    .optional()
    .describe(
      'by `history.periods`: active time where the report is by active time, else CPU time; null where nothing is known',
    ),
  isNew: z.literal(true).optional().describe('nobody used it at any time before that is known of'),
})

const reportDay = z.strictObject({
  day: day.describe('where the computer was'),
  recordedMs: ms.describe('all computers added up'),
  dueMs: ms.describe('0 where nothing was due'),
  cpuMs: ms.describe('CPU time of all apps and of none'),
  activeMs: knownMs.optional().describe('on all computers together, each moment once'),
  firstActivityAt: instant.nullable().optional().describe('null where nobody was active, or it is unknown'),
  lastActivityAt: instant.nullable().optional().describe('the same'),
  offsetMinutes: z.number().optional().describe('how far the clock was ahead of UTC at the first activity'),
})

const device = z.strictObject({
  name: name.describe('a label'),
  platform: z.string().describe('`linux-x64`'),
  recordedMs: ms.describe('recorded time'),
  dueMs: ms.describe('time that should have been recorded'),
  activeMs: knownMs.optional().describe('active time on this computer'),
  lastRecordedAt: instant.nullable().describe('the last instant it told of; null: none'),
  clockAheadMs: z.int().optional().describe('how far its clock was wrong, where its times were put right'),
})

const gap = z.strictObject({
  device: name.describe('of which computer'),
  start: instant.describe('from'),
  end: instant.describe('to'),
  reason: z.string().min(1).describe('`off`, `asleep`, `not_running`, `paused` and others'),
})

/** The frozen figures of a person's month or week. Strict: a field that is not described here is an error. */
export const reportSchema = z
  .strictObject({
    ...common,
    kind: z.enum(['person-month', 'person-week']).describe('what it is about'),
    about: name.describe('the person’s name'),
    period: periodName.describe('`2026-10`, `2026-W44`, or of a week from Sunday on its first day'),
    cpuMs: ms.describe('CPU time of all apps'),
    unattributedCpuMs: ms.describe('CPU time that belongs to no app'),
    launches: countOf.describe('of all apps'),
    activeMs: knownMs.optional().describe('somebody used keyboard or pointer, each moment once'),
    watchedMs: ms.optional().describe('recorded time in which input was told: what `activeMs` is out of'),
    watchingMs: knownMs.optional().describe('without input, while what is in front kept the screen on'),
    idleMs: knownMs.optional().describe('neither active nor watching, and not locked'),
    lockedMs: knownMs.optional().describe('the session was locked'),
    sessions: countOf.nullable().optional().describe('stretches of presence that began in the period'),
    sessionMs: knownMs.optional().describe('their whole length'),
    overlapMs: ms.optional().describe('active time on several computers at once, which `activeMs` counts once'),
    idleAfterMs: ms.optional().describe('without input for so long somebody is idle'),
    unrecorded: z.record(z.string(), ms).optional().describe('time known of and not recorded, by reason'),
    devices: z.array(device).describe('all computers'),
    days: z.array(reportDay).describe('every day of the period, ascending'),
    apps: z.array(app).describe('all apps, most active first if that is known, then most CPU time'),
    gaps: z.array(gap).describe('why nothing was recorded, longest first'),
    against: against.optional().describe('what came before'),
    history: z
      .strictObject({ periods: z.array(periodName).describe('earlier periods and this one, ascending') })
      .optional()
      .describe('what `apps[].history` is of; absent where nothing is known of before'),
    gone: z.array(gone).optional().describe('used in the period before and not in this one, most used first'),
    hours: z.array(hours).optional().describe('every hour of a week; absent where hours are not known'),
    usualDay: usualDay.nullable().optional().describe('null where no day is known to have activity'),
    sessionFigures: sessionFigures.nullable().optional().describe('null where sessions are not known'),
    categories: z.array(categories).optional().describe('at the top of the tree; they add up to the apps'),
    growth: growth.optional().describe('what grew most against the period before; absent where there is none'),
    changes: changes.nullable().optional().describe('from the period before to this one; null where there is none'),
    unused: z.array(unused).optional().describe('absent where no computer tells what is in front'),
  })
  .meta({ title: 'A person’s report', description: 'The frozen figures of a month or a week of one person.' })
