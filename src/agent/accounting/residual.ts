import { type Census, type Debt, findParent, type Seen } from './seen.ts'

/** A process that ended since the last sample. */
export interface Vanished {
  readonly last: Seen
  /** Its parent ended too, waited for or not, so that a reaper may have adopted it. */
  readonly orphan: boolean
}

/** What children that ended did since the last sample, as the process that waited for them tells it. */
export interface Residual {
  readonly heir: Seen
  /** The known ones among them. */
  readonly vanished: readonly Vanished[]
  /** CPU time of theirs that is not credited yet; more than none. */
  readonly ms: number
}

/** The nearest ancestor that is still there, through any that are not; undefined if it is not visible. */
function findHeir(before: Census, now: Census, last: Seen): Seen | undefined {
  const passed = new Set<Seen>([last])
  for (let at = findParent(before, last); at && !passed.has(at); at = findParent(before, at)) {
    const heir = now.byId.get(at.process.id)
    if (heir) return heir
    passed.add(at)
  }
  return undefined
}

function groupVanished(before: Census, now: Census): Map<Seen, Vanished[]> {
  const groups = new Map<Seen, Vanished[]>()
  for (const last of before.byId.values()) {
    if (now.byId.has(last.process.id)) continue
    const heir = findHeir(before, now, last)
    if (!heir) continue
    const group = groups.get(heir) ?? []
    group.push({ last, orphan: heir.process.ended || heir.process.pid !== last.process.parentPid })
    groups.set(heir, group)
  }
  return groups
}

/** All of a vanished process that was credited, or is still expected in its counter, lands in its heir's. */
const countedMs = ({ ownMs, childrenMs, debt }: Seen) => ownMs + childrenMs + (debt?.totalMs ?? 0)

interface Settlement {
  readonly heir: Seen
  readonly vanished: readonly Vanished[]
  /** Growth minus what was credited already: the residual if positive, a shortage if negative. */
  balanceMs: number
  /** Growth that may still pay what is owed from the last interval. */
  payableMs: number
  readonly freshMs: number
  /** What reapers may have collected instead: of the fresh, and of what is owed. */
  freshOrphansMs: number
  owedOrphansMs: number
}

function settle(heir: Seen, vanished: readonly Vanished[], debt: Debt | undefined): Settlement {
  let freshMs = 0
  let freshOrphansMs = 0
  for (const { last, orphan } of vanished) {
    freshMs += countedMs(last)
    // What it was still owed itself may have gone to a reaper when it ended.
    freshOrphansMs += orphan ? countedMs(last) : (last.debt?.totalMs ?? 0)
  }
  const owedMs = debt?.totalMs ?? 0
  const owedOrphansMs = (heir.process.ended ? debt?.totalMs : debt?.orphansMs) ?? 0
  const payableMs = Math.max(0, heir.childrenGrowthMs - owedMs)
  const balanceMs = heir.childrenGrowthMs - freshMs - owedMs
  return { heir, vanished, balanceMs, payableMs, freshMs, freshOrphansMs, owedOrphansMs }
}

/**
 * Orphans were collected by a reaper: what was already credited of them is taken off what the reapers tell. What is owed
 * since the last interval has been collected by now and comes first: from a reaper's surplus, then even from one that is left
 * short by it for children it has not collected yet.
 */
function takeFromReapers(all: readonly Settlement[]): void {
  const reapers = all.filter(({ heir }) => heir.process.reaper)
  const short = all.filter(({ balanceMs }) => balanceMs < 0)
  const surplus = ({ balanceMs }: Settlement) => Math.max(0, balanceMs)
  take(short, reapers, 'owedOrphansMs', surplus)
  take(short, reapers, 'owedOrphansMs', ({ payableMs }) => payableMs)
  take(short, reapers, 'freshOrphansMs', surplus)
}

function take(
  short: readonly Settlement[],
  reapers: readonly Settlement[],
  part: 'owedOrphansMs' | 'freshOrphansMs',
  available: (reaper: Settlement) => number,
): void {
  for (const to of short) {
    for (const from of reapers) {
      const ms = from === to ? 0 : Math.max(0, Math.min(-to.balanceMs, to[part], available(from)))
      from.balanceMs -= ms
      from.payableMs = Math.max(0, from.payableMs - ms)
      to.balanceMs += ms
      to[part] -= ms
    }
  }
}

/**
 * What is still short was not collected yet (the parent was read before it waited), or never will be (it does not wait, or
 * the reaper is invisible). So it is owed for one more interval, and no debt grows old.
 */
function toDebt({ balanceMs, freshMs, freshOrphansMs }: Settlement): Debt | undefined {
  const totalMs = Math.min(-balanceMs, freshMs)
  return totalMs > 0 ? { totalMs, orphansMs: Math.min(totalMs, freshOrphansMs) } : undefined
}

/**
 * Compares how much each process's children time grew with what was credited of the children that vanished. What exceeds it was done
 * since the last sample: the tails of children that were known, and all of those that came and went unseen.
 *
 *     sample          1              2
 *     child           |==40ms==|---tail---x             parent's children time grows by 40 ms + tail + unseen
 *     unseen                     x--x                   residual = growth − 40 ms
 *
 * Notes in `now` what is owed to the next interval.
 */
export function findResiduals(before: Census, now: Census): Residual[] {
  const groups = groupVanished(before, now)
  const settled: Settlement[] = []
  for (const heir of now.byId.values()) {
    const debt = before.byId.get(heir.process.id)?.debt
    const vanished = groups.get(heir) ?? []
    if (heir.childrenGrowthMs > 0 || vanished.length > 0 || debt) settled.push(settle(heir, vanished, debt))
  }
  takeFromReapers(settled)
  for (const each of settled) each.heir.debt = toDebt(each)
  return settled.filter(({ balanceMs }) => balanceMs > 0).map((each) => ({ ...each, ms: each.balanceMs }))
}
