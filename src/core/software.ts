import { type Day, dayMs, dayNumber } from './time.ts'

/** An app on one device, by all that is kept of it. */
export interface DeviceApp {
  readonly subjectId: number
  /** By what its installer says; an app that only ran may be a program that nobody installed. */
  readonly installed: boolean
  readonly version: string | null
  /** The last day on which it was in front; null: on none, or unknown. */
  readonly frontOn: Day | null
  /** The last day on which it ran and the desktop did not tell whether it was in front; null: on none. */
  readonly ranUnseenOn: Day | null
  /** The first day of which it is known; of one that was used, a day no later than that. */
  readonly since: Day
}

/** When an app was last used, and whether that is known of the front, or only that it ran. */
export interface LastUse {
  readonly on: Day | null
  readonly frontKnown: boolean
}

/** The last day on which it was in front, or may have been. */
export function lastUseOf({ frontOn, ranUnseenOn }: Pick<DeviceApp, 'frontOn' | 'ranUnseenOn'>): LastUse {
  if (ranUnseenOn !== null && ranUnseenOn > (frontOn ?? '')) return { on: ranUnseenOn, frontKnown: false }
  return { on: frontOn, frontKnown: true }
}

/** Whole days since its last use, or since it is known of; 0 for today and for what lies ahead of the reader's calendar. */
export function daysUnused(app: DeviceApp, today: Day): number {
  const from = lastUseOf(app).on ?? app.since
  return Math.max(0, Math.round((dayNumber(today) - dayNumber(from)) / dayMs))
}

/** Of so many days the longest of the three spans that are told apart; null below 30. */
export const unusedSpan = (days: number): 30 | 60 | 90 | null =>
  days >= 90 ? 90 : days >= 60 ? 60 : days >= 30 ? 30 : null

/** Whether it is a program that people open: services that only run are used without ever being in front. */
export const isOpened = ({ installed, frontOn }: DeviceApp): boolean => installed || frontOn !== null

/** Sums about people may be told of five and more, and of those who let others see theirs. */
export const mayTell = (people: ReadonlySet<string>, open: ReadonlySet<string>, fewest: number): boolean =>
  people.size >= fewest || [...people].every((id) => open.has(id))
