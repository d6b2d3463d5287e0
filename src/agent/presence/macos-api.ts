import { bind, type Declaration } from '../native/bind.ts'
import { type CoreFoundation, openCoreFoundation } from '../native/core-foundation.ts'
import type { MacosAnswer, MacosSession, MacosWindow } from './macos.ts'

const library = '/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics'

export const declarations = {
  copySession: [library, 'void *CGSessionCopyCurrentDictionary()'],
  copyWindows: [library, 'void *CGWindowListCopyWindowInfo(uint32_t options, uint32_t window)'],
  secondsSinceInput: [library, 'double CGEventSourceSecondsSinceLastEventType(int32_t state, uint32_t type)'],
} as const satisfies Record<string, Declaration>

interface Functions {
  copySession(): bigint | null
  copyWindows(options: number, window: number): bigint | null
  secondsSinceInput(state: number, type: number): number
}

/** `kCGWindowListOptionOnScreenOnly`, and `kCGWindowListExcludeDesktopElements`. */
const onScreen = 1 | 16
/** `kCGEventSourceStateHIDSystemState`: what a program makes up is no person. */
const hardware = 1
/** `kCGAnyInputEventType`. */
const anyInput = 0xffff_ffff

/**
 * Binds what tells of this session's desktop. None of it needs a permission, but for titles that of recording the screen, without which
 * they are not told.
 *
 * `NSWorkspace.frontmostApplication` is not asked: AppKit renews it only as the main run loop turns, which in a Node program it
 * never does, so that the first answer would stand for ever. The window server's own list is always of the moment.
 * @returns asks; undefined where we are in no session with a screen, as over ssh
 * @throws Error where a function cannot be bound
 */
export async function openMacosDesktop({
  titles,
}: {
  readonly titles: boolean
}): Promise<() => MacosAnswer | undefined> {
  const foundation = await openCoreFoundation()
  const { functions } = await bind<Functions>(declarations)
  const use = <Found>(copied: bigint | null, read: (value: bigint) => Found): Found | undefined => {
    if (copied === null) return undefined
    try {
      return read(copied)
    } finally {
      foundation.release(copied)
    }
  }
  return () => {
    const session = use(functions.copySession(), (copied) => toSession(foundation, copied))
    if (!session) return undefined
    const windows = use(functions.copyWindows(onScreen, 0), (list) =>
      foundation.values(list).map((window) => toWindow(foundation, window, titles)),
    )
    return { session, windows: windows ?? [], idleSeconds: functions.secondsSinceInput(hardware, anyInput) }
  }
}

const toSession = ({ boolean }: CoreFoundation, session: bigint): MacosSession => ({
  onConsole: boolean(session, 'kCGSSessionOnConsoleKey'),
  locked: boolean(session, 'CGSSessionScreenIsLocked'),
})

function toWindow({ dictionary, number, text }: CoreFoundation, window: bigint, titles: boolean): MacosWindow {
  const bounds = dictionary(window, 'kCGWindowBounds')
  const size = (key: string) => (bounds === undefined ? 0 : (number(bounds, key) ?? 0))
  return {
    pid: number(window, 'kCGWindowOwnerPID') ?? 0,
    layer: number(window, 'kCGWindowLayer') ?? -1,
    alpha: number(window, 'kCGWindowAlpha') ?? 0,
    width: size('Width'),
    height: size('Height'),
    title: titles ? text(window, 'kCGWindowName') : undefined,
  }
}
