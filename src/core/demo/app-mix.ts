import { addMonths, dayAt, monthOf, offsetAt, startOfDay } from '../time.ts'
import { type DemoApp, type DesktopApp, desktopApps } from './apps.ts'
import type { Chance } from './chance.ts'
import { type Kind, kinds } from './kinds.ts'
import type { DemoDevice } from './people.ts'

/** What is used on a device at a time of its history, which goes from 0 to 1. */
export interface AppMix {
  /** Another one to look at. */
  pick(chance: Chance): DemoApp
  readonly always: readonly DemoApp[]
  /** What its memory is times as much as usual. */
  growth(app: DemoApp): number
}

/** When apps change: one is taken up, its rival is seldom opened and then never again; one grows with a new version. */
const adoptedFrom = 0.35
const abandonedFrom = 0.6
const upgradedFrom = 0.65

const upgradeGrowth = 1.55
const swollenGrowth = 1.4

/** How far a device's history has come, and what happened in its last whole month: what a report of that says has changed. */
export interface Moment {
  /** From 0 to 1. */
  readonly share: number
  /** Something was taken up within the last whole month. */
  readonly isFresh: boolean
  /** Something was used for the last time at the end of the month before that. */
  readonly isDropped: boolean
  /** Something takes more memory from the last whole month on. */
  readonly isSwollen: boolean
}

export function toMoment(device: DemoDevice, at: number): Moment {
  const { zone } = device.home
  const lastMonth = addMonths(monthOf(dayAt(device.to, offsetAt(zone, device.to))), -1)
  return {
    share: shareOf(device, at),
    isFresh: at >= startOfDay(`${lastMonth}-06`, zone),
    isDropped: at >= startOfDay(`${addMonths(lastMonth, -1)}-26`, zone),
    isSwollen: at >= startOfDay(`${lastMonth}-01`, zone),
  }
}

/** How far a device's history has come at an instant, from 0 to 1. */
export const shareOf = ({ from, to }: Pick<DemoDevice, 'from' | 'to'>, at: number): number =>
  to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0

/** How often each app is looked at, beside the others. */
function toWeights(kind: Kind, { share, isFresh, isDropped }: Moment): Map<DesktopApp, number> {
  const weights = new Map(Object.entries(kind.front) as [DesktopApp, number][])
  if (kind.adopted && share >= adoptedFrom) weights.set(kind.adopted, 16 * Math.min(1, (share - adoptedFrom) * 4) + 1)
  if (kind.abandoned) {
    if (share >= abandonedFrom) weights.delete(kind.abandoned)
    else weights.set(kind.abandoned, share < adoptedFrom ? 12 : 3)
  }
  if (kind.fresh && isFresh) weights.set(kind.fresh, 5)
  if (kind.dropped && !isDropped) weights.set(kind.dropped, 4)
  return weights
}

export function toAppMix(kind: Kind, moment: Moment): AppMix {
  const { share, isSwollen } = moment
  const weights = toWeights(kind, moment)
  const apps: { readonly app: DemoApp; readonly upTo: number }[] = []
  for (const [id, weight] of weights) apps.push({ app: desktopApps[id], upTo: (apps.at(-1)?.upTo ?? 0) + weight })
  const upgraded = kind.upgraded && share >= upgradedFrom ? desktopApps[kind.upgraded] : undefined
  const swollen = kind.swollen && isSwollen ? desktopApps[kind.swollen] : undefined
  return {
    pick: (chance) => {
      const drawn = chance.between(0, apps.at(-1)!.upTo)
      return apps.find(({ upTo }) => drawn < upTo)!.app
    },
    always: kind.always.map((id) => desktopApps[id]),
    growth: (app) => (app === upgraded ? upgradeGrowth : app === swollen ? swollenGrowth : 1),
  }
}

/** A program that is installed, with its version. */
export interface DemoInstalled {
  readonly app: DemoApp
  readonly version: string
}

/** What is installed on a device: also what nobody ever opens there. */
export function toInstalledApps({ kind: name }: DemoDevice, { share, isFresh }: Moment): DemoInstalled[] {
  const kind = kinds[name]
  const used = Object.keys(kind.front) as DesktopApp[]
  const ids = new Set<DesktopApp>([...used, ...kind.always, ...kind.unused, 'calculator', 'settings', 'zoom', 'vlc'])
  if (kind.abandoned) ids.add(kind.abandoned)
  if (kind.adopted && share >= adoptedFrom) ids.add(kind.adopted)
  if (kind.dropped) ids.add(kind.dropped)
  if (kind.fresh && isFresh) ids.add(kind.fresh)
  if (name === 'server') return []
  return [...ids].map((id) => {
    const app = desktopApps[id]
    const isNew = id === kind.upgraded && share >= upgradedFrom
    return { app, version: `${1 + (app.memoryMB % 30) + (isNew ? 1 : 0)}.${app.name.length % 7}` }
  })
}
