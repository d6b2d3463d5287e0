import type { DesktopReading } from './polled.ts'

/** What Windows answers at one moment, as it says it. */
export interface WindowsAnswer {
  /** The window in front; null where there is none, as while another one comes to the front. */
  readonly front: WindowsWindow | null
  /** `GetTickCount`: milliseconds since the start, sleep included, 32 bits that wrap every 49.7 days. */
  readonly tick: number
  /** The tick of this session's last input; undefined if it is not told. */
  readonly lastInputTick: number | undefined
  /** `WTSINFOEXW` of this session; undefined if it is not told. */
  readonly session: Buffer | undefined
}

export interface WindowsWindow {
  readonly pid: number
  /** The window's class, which tells frames that show another process's content. */
  readonly className: string
  /** The process of the content of such a frame; undefined if it has none yet. */
  readonly contentPid: number | undefined
  readonly title: string | undefined
}

/** The class of frames that belong to `ApplicationFrameHost.exe` whatever app they show. */
export const frameClass = 'ApplicationFrameWindow'
/** The class of what an app from the Store puts into such a frame. */
export const contentClass = 'Windows.UI.Core.CoreWindow'

/** Where things lie in `WTSINFOEXW` of level 1 (wtsapi32.h). */
export const sessionLayout = { level: 0, sessionState: 12, sessionFlags: 16 } as const
const active = 0
const lockFlag = 0
const unlockFlag = 1

export const toDesktopReading = ({ front, tick, lastInputTick, session }: WindowsAnswer): DesktopReading => ({
  front: front && toFront(front),
  idleMs: lastInputTick === undefined ? undefined : toIdleMs(tick, lastInputTick),
  locked: session && toLocked(session),
})

function toFront({ pid, className, contentPid, title }: WindowsWindow): DesktopReading['front'] {
  const owner = className === frameClass ? contentPid : pid
  return owner === undefined ? null : { pid: owner, title }
}

/** An input that comes while this is read bears a later tick than the one that was read. */
const aheadMs = 1_000

/** From the last input to now, over the end of the 32 bits. */
function toIdleMs(tick: number, lastInputTick: number): number {
  const idleMs = (tick - lastInputTick) >>> 0
  return idleMs >= 0x1_0000_0000 - aheadMs ? 0 : idleMs
}

/**
 * A session that is locked, or that nobody looks at: another person's is in front, or the remote desktop is closed. Undefined where
 * Windows does not know. Windows 7 swaps the two flags; no Node that we run on starts there.
 */
function toLocked(session: Buffer): boolean | undefined {
  if (session.length < sessionLayout.sessionFlags + 4 || session.readUInt32LE(sessionLayout.level) !== 1)
    return undefined
  if (session.readUInt32LE(sessionLayout.sessionState) !== active) return true
  const flags = session.readUInt32LE(sessionLayout.sessionFlags)
  if (flags === lockFlag) return true
  return flags === unlockFlag ? false : undefined
}
