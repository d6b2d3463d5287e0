import { describe, expect, it } from 'vitest'
import { type MacosAnswer, type MacosWindow, toDesktopReading } from './macos.ts'

/* Written after Apple's documentation of CoreGraphics, never recorded on a Mac. */

const window = (pid: number, change: Partial<MacosWindow> = {}): MacosWindow => ({
  pid,
  layer: 0,
  alpha: 1,
  width: 1_280,
  height: 800,
  title: undefined,
  ...change,
})

/** As they lie on the screen from front to back: menu bar, Dock, and then windows of programs. */
const windows = [
  window(709, { layer: 24, height: 24 }),
  window(412, { layer: 20 }),
  window(500, { width: 1, height: 1 }),
  window(501, { alpha: 0 }),
  window(600, { title: 'Inbox' }),
  window(700),
]

const answer = (change: Partial<MacosAnswer> = {}): MacosAnswer => ({
  session: { onConsole: true, locked: undefined },
  windows,
  idleSeconds: 1.25,
  ...change,
})

describe('toDesktopReading of macOS', () => {
  it('takes the foremost window that a person can work in', () => {
    expect(toDesktopReading(answer())).toEqual({ front: { pid: 600, title: 'Inbox' }, idleMs: 1_250, locked: false })
    expect(toDesktopReading(answer({ windows: windows.slice(0, 4) })).front).toBeNull()
  })

  it('knows a locked screen by its key, which is there only then', () => {
    expect(toDesktopReading(answer({ session: { onConsole: true, locked: true } })).locked).toBe(true)
    expect(toDesktopReading(answer({ session: { onConsole: undefined, locked: undefined } })).locked).toBe(false)
  })

  it("takes another person's session in front for a lock, and their typing for nobody's", () => {
    const reading = toDesktopReading(answer({ session: { onConsole: false, locked: undefined } }))
    expect(reading).toMatchObject({ locked: true, idleMs: undefined })
  })

  it('tells nothing where there is no desktop, and no time that is none', () => {
    expect(toDesktopReading(undefined)).toEqual({ front: undefined, idleMs: undefined, locked: undefined })
    expect(toDesktopReading(answer({ idleSeconds: Number.NaN })).idleMs).toBeUndefined()
    expect(toDesktopReading(answer({ idleSeconds: -1 })).idleMs).toBeUndefined()
  })
})
