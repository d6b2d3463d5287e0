import type { DesktopReading } from './polled.ts'

/** What macOS answers at one moment, as it says it. */
export interface MacosAnswer {
  /** `CGSessionCopyCurrentDictionary`. */
  readonly session: MacosSession
  /** `CGWindowListCopyWindowInfo` of what is on the screen, the foremost first. */
  readonly windows: readonly MacosWindow[]
  /** `CGEventSourceSecondsSinceLastEventType` of any input from hardware. */
  readonly idleSeconds: number
}

export interface MacosSession {
  /** `kCGSSessionOnConsoleKey`: false while another person's session is in front; undefined where it is not told. */
  readonly onConsole: boolean | undefined
  /** `CGSSessionScreenIsLocked`: there only while the screen is locked. */
  readonly locked: boolean | undefined
}

export interface MacosWindow {
  readonly pid: number
  /** 0 for windows of programs; menu bar, Dock and notices lie above them, the desktop beneath. */
  readonly layer: number
  readonly alpha: number
  readonly width: number
  readonly height: number
  /** Told only to programs that may record the screen. */
  readonly title: string | undefined
}

/** Programs keep invisible helpers among their windows; what a person works in is larger. */
const smallest = 50

/** @param answer undefined where there is no desktop to ask about */
export function toDesktopReading(answer: MacosAnswer | undefined): DesktopReading {
  if (!answer) return { front: undefined, idleMs: undefined, locked: undefined }
  const { session, windows, idleSeconds } = answer
  const isAway = session.onConsole === false
  return {
    front: toFront(windows),
    // What is typed while another person's session is in front is theirs.
    idleMs: isAway || !(idleSeconds >= 0) ? undefined : idleSeconds * 1_000,
    locked: isAway || session.locked === true,
  }
}

function toFront(windows: readonly MacosWindow[]): DesktopReading['front'] {
  const front = windows.find(
    ({ layer, alpha, width, height }) => layer === 0 && alpha > 0 && width >= smallest && height >= smallest,
  )
  return front ? { pid: front.pid, title: front.title } : null
}
