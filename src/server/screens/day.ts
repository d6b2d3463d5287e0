import type { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { sessionPauseMs } from '../../core/sessions.ts'
import { type Interval, intersect, subtract, totalMs } from '../../core/spans.ts'
import { addDays, type Day, hourMs, startOfDay } from '../../core/time.ts'
import {
  addTimesInFront,
  type MergedWindow,
  mergeWindows,
  type ShownGap,
  type ShownWindow,
  type TimeInFront,
  toPresence,
  toShownGaps,
  toTimesInFront,
} from '../../core/timeline.ts'
import { type DeviceFacts, type DeviceTime, toDeviceTime } from '../../core/usage.ts'
import type { myDay } from '../../protocol/usage.ts'
import { readJudge } from '../store/categories/ruleset.ts'
import { readSubjects } from '../store/categories/titled-days.ts'
import { readTitles } from '../store/categories/titles.ts'
import { readDayOfDevices } from '../store/day-of-devices.ts'
import { readDayPieces } from '../store/day-pieces.ts'
import { type Device, findDevicesOf } from '../store/devices.ts'
import { readTimeFacts } from '../store/facts.ts'
import { readShifts, type Shifts } from '../store/shifts.ts'
import type { Silence } from '../store/silence.ts'
import type { Store } from '../store/store.ts'
import { type Asked, todayOf } from './asked.ts'
import { readDueDays, readSilences, toCoverage } from './due.ts'
import { categoryOf } from './shown-app.ts'

type Question = z.output<typeof myDay.input>

/** Of all devices together, and of stretches of each state: whatever windows show, that is less than 200 kB besides the apps. */
const most = { windows: 360, stretches: 120, gaps: 100, titleLength: 80 }

/** What was in front and who was there on a day, as precisely as can be seen. @throws AppError `invalid` where `to` is not after `from` */
export async function readDay(store: Store, asked: Asked, { day, from, to }: Question) {
  const { orgId, user } = asked
  if (from !== undefined && to !== undefined && to <= from)
    throw new AppError('invalid', '`to` is not after `from`; name the earlier instant first', { at: 'to' })
  const devices = await readPieces(store, await findDevicesOf(store, orgId, user.id), day)
  const inZone = { start: startOfDay(day, user.zone), end: startOfDay(addDays(day, 1), user.zone) }
  const whole = hull(devices.length > 0 ? devices.flatMap(({ pieces }) => pieces) : [inZone])
  const shown = { start: Math.max(from ?? whole.start, whole.start), end: Math.min(to ?? whole.end, whole.end) }
  const lines: Line[] = []
  for (const device of devices) lines.push(...(await readLine(store, asked, device, shown)))
  const silences = await readSilences(store, asked, { first: day, last: day })
  const merged = lines.map((line) => ({
    ...toTimeline(line, lines.length),
    silentSince: silences.get(line.device.id)?.since ?? null,
  }))
  const times = addTimesInFront(merged.map(({ inFront }) => inFront))
  const places = new Map(times.map(({ subject }, i) => [subject, i]))
  const hasTitles = merged.some(({ windows }) => windows.some(({ title }) => title !== undefined))
  return {
    ...{
      day,
      zone: user.zone,
      today: todayOf(asked),
      ...whole,
      from: shown.start,
      to: Math.max(shown.start, shown.end),
    },
    sums: await readSums(store, asked, day, silences),
    apps: await readNames(store, orgId, times),
    devices: merged.map(({ inFront, windows, ...line }) => ({
      ...line,
      inFront: inFront.map(({ subject, ms }) => ({ app: places.get(subject)!, ms })),
      windows: windows.map(toShown(places)),
    })),
    titles: asked.seesTitles ? (hasTitles ? ('shown' as const) : ('none' as const)) : ('withheld' as const),
  }
}

interface DayOfDevice {
  readonly device: Device
  readonly shifts: Shifts
  readonly pieces: readonly Interval[]
}

async function readPieces(store: Store, devices: readonly Device[], day: Day): Promise<DayOfDevice[]> {
  const found: DayOfDevice[] = []
  for (const device of devices) {
    const key = { orgId: device.orgId, deviceId: device.id }
    const shifts = await readShifts(store, key)
    const pieces = await readDayPieces(store, key, day, shifts)
    if (pieces.length > 0) found.push({ device, shifts, pieces })
  }
  return found
}

const hull = (intervals: readonly Interval[]): Interval => ({
  start: Math.min(...intervals.map(({ start }) => start)),
  end: Math.max(...intervals.map(({ end }) => end)),
})

/** What a device told of what is looked at. */
interface Line {
  readonly device: Device
  readonly facts: DeviceFacts
  readonly time: DeviceTime
  readonly pieces: readonly Interval[]
  readonly windows: readonly ShownWindow[]
  readonly gaps: readonly ShownGap[]
}

/** @returns none of a device of which nothing is to be shown */
async function readLine(store: Store, { user, seesTitles, now }: Asked, of: DayOfDevice, shown: Interval) {
  const { device, shifts } = of
  const pieces = intersect(of.pieces, [shown])
  if (pieces.length === 0) return []
  const key = { orgId: device.orgId, deviceId: device.id }
  // Whoever was active before goes on to be so for a while, and is idle only after it.
  const margin = Math.max(user.idleAfterMs + sessionPauseMs, hourMs)
  const { start, end } = hull(pieces)
  const facts = await readTimeFacts(store, key, { start: start - margin, end: end + margin }, shifts)
  const time = toDeviceTime(facts, user)
  const front = intersect(subtract(time.stretches.told.window, facts.presence.locks), pieces)
  const titles = seesTitles && front.length > 0 ? await readTitles(store, key, { start, end }, shifts) : []
  const gaps = toShownGaps(facts, time, pieces, now)
  const isTold = gaps.length > 0 || intersect(time.recorded, pieces).length > 0
  return isTold ? [{ device, facts, time, pieces, windows: toWindows(facts, front, titles), gaps }] : []
}

/** @param among how many devices share what may be shown */
function toTimeline({ device, facts, time, pieces, windows, gaps }: Line, among: number) {
  const { id, name, platform } = device
  const share = (all: number) => Math.max(2, Math.floor(all / among))
  return {
    ...{ id, name, platform, recordedMs: totalMs(intersect(time.recorded, pieces)) },
    inFront: toTimesInFront(time, pieces),
    windows: mergeWindows(windows, share(most.windows)),
    presence: toPresence(time, facts.gaps, pieces, share(most.stretches)),
    gaps: longest(gaps, share(most.gaps)),
  }
}

/** The windows while they were in front, each with its title where that is here. */
function toWindows(
  { presence }: DeviceFacts,
  front: readonly Interval[],
  titles: readonly (ShownWindow & { readonly title: string })[],
): ShownWindow[] {
  const byPlace = new Map(titles.map(({ subject, start, title }) => [`${subject} ${start}`, title]))
  return presence.windows.flatMap(({ subject, start, end }) => {
    const title = byPlace.get(`${subject} ${start}`)
    return intersect([{ start, end }], front).map((piece) => ({
      ...{ subject, ...piece },
      ...(title !== undefined && { title }),
    }))
  })
}

const toShown =
  (places: ReadonlyMap<number, number>) =>
  ({ subject, title, ...rest }: MergedWindow) => ({
    app: places.get(subject)!,
    ...rest,
    // Half a character would be none.
    ...(title !== undefined && { title: [...title].slice(0, most.titleLength).join('') }),
  })

const longest = (gaps: readonly ShownGap[], count: number): ShownGap[] =>
  [...gaps]
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, count)
    .sort((a, b) => a.start - b.start)

async function readNames(store: Store, orgId: number, times: readonly TimeInFront[]) {
  if (times.length === 0) return []
  const ids = times.map(({ subject }) => subject)
  const [judge, subjects] = await Promise.all([readJudge(store, orgId), readSubjects(store, orgId, ids)])
  return times.map(({ subject: id, ms: inFrontMs }) => {
    const subject = subjects.get(id) ?? { kind: 'app', key: '', name: '' }
    return { key: subject.key, name: subject.name, category: categoryOf(judge, subject), inFrontMs }
  })
}

async function readSums(store: Store, asked: Asked, day: Day, silences: ReadonlyMap<number, Silence>) {
  const days = { first: day, last: day }
  const [row] = await readDueDays(store, asked, days, silences)
  if (!row) return null
  const { recordedMs, dueMs, activeMs, firstActivityAt = null, lastActivityAt = null, sessions = null } = row
  const stored = await readDayOfDevices(store, { orgId: asked.orgId, userId: asked.user.id }, day)
  const coverage = toCoverage([...stored, ...[...silences.values()].flatMap((silence) => silence.days)])
  return { recordedMs, dueMs, coverage, activeMs, firstActivityAt, lastActivityAt, sessions }
}
