import { describe, expect, it } from 'vitest'
import { contentClass, frameClass, toDesktopReading, type WindowsAnswer } from './windows.ts'

/* Written after the documentation of user32.dll and wtsapi32.dll; the windows and ticks are as Wine 8 answers. */

const notepad = { pid: 252, className: 'Notepad', contentPid: undefined, title: undefined }
const frame = { pid: 7_100, className: frameClass, contentPid: 9_444, title: undefined }

function answer(change: Partial<WindowsAnswer> = {}): WindowsAnswer {
  return { front: notepad, tick: 12_721_589, lastInputTick: 12_717_718, session: undefined, ...change }
}

/** `WTSINFOEXW`, of which Windows gives 232 bytes. */
function session(state: number, flags: number, level = 1): Buffer {
  const bytes = Buffer.alloc(232)
  bytes.writeUInt32LE(level, 0)
  bytes.writeUInt32LE(2, 8)
  bytes.writeUInt32LE(state, 12)
  bytes.writeUInt32LE(flags, 16)
  return bytes
}

describe('toDesktopReading of Windows', () => {
  it('tells whose window is in front, and when the last input was', () => {
    expect(toDesktopReading(answer())).toEqual({ front: { pid: 252 }, idleMs: 3_871, locked: undefined })
    expect(toDesktopReading(answer({ front: { ...notepad, title: 'a.txt' } })).front).toEqual({
      pid: 252,
      title: 'a.txt',
    })
    expect(toDesktopReading(answer({ front: null })).front).toBeNull()
  })

  it('sees through the frames that apps of the Store are shown in, and guesses nothing about an empty one', () => {
    expect(contentClass).not.toBe(frameClass)
    expect(toDesktopReading(answer({ front: frame })).front).toEqual({ pid: 9_444 })
    expect(toDesktopReading(answer({ front: { ...frame, contentPid: undefined } })).front).toBeNull()
  })

  it.each([
    ['after 49.7 days the tick begins anew', 1_000, 0xffff_ffff - 499, 1_500],
    ['an input may be stamped a moment ahead', 5_000, 5_016, 0],
    ['nobody has touched anything since the start', 12_666_043, 0, 12_666_043],
    ['nobody has for thirty days', 2_592_000_000, 0, 2_592_000_000],
    ['input at this very tick', 7, 7, 0],
  ])('%s', (_, tick, lastInputTick, idleMs) => {
    expect(toDesktopReading(answer({ tick, lastInputTick })).idleMs).toBe(idleMs)
  })

  it.each([
    ['locked', session(0, 0), true],
    ['not locked', session(0, 1), false],
    ['of a state that Windows does not know', session(0, 0xffff_ffff), undefined],
    ['disconnected: another person is at the screen', session(4, 1), true],
    ['of another level', session(0, 0, 2), undefined],
    ['cut off', session(0, 0).subarray(0, 16), undefined],
    ['not told', undefined, undefined],
  ])('knows a session that is %s', (_, bytes, locked) => {
    expect(toDesktopReading(answer({ session: bytes })).locked).toBe(locked)
  })

  it('leaves out the input that is not told', () => {
    expect(toDesktopReading(answer({ lastInputTick: undefined })).idleMs).toBeUndefined()
  })
})
