import { dayMs, utcDayStart } from './time.ts'

/** An app that was found installed at an instant. */
export interface InstalledSighting {
  readonly subject: number
  /** Epoch milliseconds. */
  readonly at: number
  /** As its installer writes it; null if none said. */
  readonly version: string | null
}

/** An app that is installed, by all that was told. */
export interface InstalledApp {
  readonly subject: number
  readonly version: string | null
  /** When it was first and last found. */
  readonly firstAt: number
  readonly lastAt: number
}

/** After so many UTC days what is still installed is told again; what is not told again is gone. */
export const confirmDays = 7

/** Whether something that was told at one instant is to be told again at another, also after a clock was set back. */
export const isToConfirm = (toldAt: number, now: number): boolean =>
  Math.abs(utcDayStart(now) - utcDayStart(toldAt)) >= confirmDays * dayMs

/**
 * What was installed on one device, by what it told up to an instant. Time in which it told nothing removes nothing: an app is gone only
 * where others were told again and it was not.
 *     app A   x      x      x       installed
 *     app B   x      x              removed, known once A was told again
 * @param until sightings from this instant on are left out
 */
export function toInstalled(sightings: readonly InstalledSighting[], until: number): InstalledApp[] {
  const told = sightings.filter(({ at }) => at < until).sort((a, b) => a.at - b.at)
  const newestAt = told.at(-1)?.at ?? 0
  const apps = new Map<number, InstalledApp>()
  for (const { subject, at, version } of told)
    apps.set(subject, { subject, version, firstAt: apps.get(subject)?.firstAt ?? at, lastAt: at })
  return [...apps.values()].filter(({ lastAt }) => !isToConfirm(lastAt, newestAt))
}
