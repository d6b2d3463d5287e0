import { describe, expect, it, vi } from 'vitest'
import type { ClockReading } from '../interval.ts'
import { createTeller, type DesktopReading, openPolled } from './polled.ts'
import type { PresenceEvents } from './presence.ts'

const start = Date.UTC(2026, 10, 2, 12)
const apps = new Map([
  [1, { key: 'editor', name: 'Editor' }],
  [2, { key: 'mailer', name: 'Mailer' }],
])

function listen() {
  const told: unknown[] = []
  const note =
    (what: string) =>
    (at: number, ...rest: readonly unknown[]) =>
      void told.push([what, (at - start) / 1_000, ...rest])
  const events: PresenceEvents = {
    onWindow: (at, front) => note('window')(at, front && [front.app.name, front.title]),
    onInput: note('input'),
    onLock: note('lock'),
    onSleep: note('sleep'),
    onInhibitors: note('inhibitors'),
    onWatching: note('watching'),
  }
  return { events, take: () => told.splice(0) }
}

function openTeller() {
  const { events, take } = listen()
  const tell = createTeller(events, (pid) => apps.get(pid))
  /** @param seconds since the start by both clocks */
  const at = (seconds: number, reading: Partial<DesktopReading>, clocks: Partial<ClockReading> = {}) => {
    const read = { front: { pid: 1 }, idleMs: 60_000, locked: false, ...reading }
    tell(read, { wall: start + seconds * 1_000, monotonic: seconds * 1_000, uptime: 0, ...clocks })
    return take()
  }
  return at
}

describe('createTeller', () => {
  it('createTeller › tells all at first, and then what changed', () => {
    const at = openTeller()
    expect(at(0, {})).toEqual([
      ['watching', 0, ['input', 'lock', 'window']],
      ['lock', 0, false],
      ['window', 0, ['Editor', undefined]],
    ])
    expect(at(2, { idleMs: 62_000 })).toEqual([])
    expect(at(4, { front: { pid: 2 }, idleMs: 64_000 })).toEqual([['window', 4, ['Mailer', undefined]]])
    expect(at(6, { front: { pid: 2, title: 'Inbox' }, idleMs: 66_000 })).toEqual([['window', 6, ['Mailer', 'Inbox']]])
    expect(at(8, { front: null, idleMs: 68_000, locked: true })).toEqual([
      ['lock', 8, true],
      ['window', 8, null],
    ])
  })

  it('createTeller › tells an input when it happened, once, and none that was before it looked', () => {
    const at = openTeller()
    at(0, { idleMs: 500 })
    expect(at(2, { idleMs: 2_500 })).toEqual([])
    expect(at(4, { idleMs: 4_484 })).toEqual([]) // a step of the tick
    expect(at(6, { idleMs: 300 })).toEqual([['input', 5.7]])
    expect(at(8, { idleMs: 2_300 })).toEqual([])
  })

  it('createTeller › takes neither sleep nor a clock that was set for a person', () => {
    const at = openTeller()
    at(0, { idleMs: 1_000 })
    // Slept an hour: the system counts it into the time since the last input, the monotonic clock does not.
    expect(at(3_602, { idleMs: 3_603_000 }, { monotonic: 2_000 })).toEqual([])
    expect(at(7_204, { idleMs: 3_605_000 }, { monotonic: 4_000 })).toEqual([])
    expect(at(7_206, { idleMs: 500 }, { monotonic: 6_000 })).toEqual([['input', 7_205.5]])
  })

  it('createTeller › says nobody of a program it does not know, and names it once it is known', () => {
    const at = openTeller()
    expect(at(0, { front: { pid: 3, title: 'private' } })).toContainEqual(['window', 0, null])
    apps.set(3, { key: 'late', name: 'Late' })
    expect(at(2, { front: { pid: 3 } })).toContainEqual(['window', 2, ['Late', undefined]])
  })

  it('createTeller › stops watching what is no longer told, and begins anew', () => {
    const at = openTeller()
    at(0, { idleMs: 1_000 })
    expect(at(2, { front: undefined, idleMs: undefined, locked: undefined })).toEqual([['watching', 2, []]])
    expect(at(4, { idleMs: 100 })).toEqual([
      ['watching', 4, ['input', 'lock', 'window']],
      ['lock', 4, false],
      ['window', 4, ['Editor', undefined]],
    ])
  })
})

describe('openPolled', () => {
  it('openPolled › goes on asking a desktop that fails, and ends when it is closed', async () => {
    const { events, take } = listen()
    let fails = false
    const read = vi.fn((): DesktopReading => {
      if (fails) throw new Error('no desktop')
      return { front: { pid: 1 }, idleMs: undefined, locked: undefined }
    })
    const appOf = (pid: number) => {
      if (pid === 4) throw new Error('no list of processes')
      return apps.get(pid)
    }
    const presence = openPolled({ name: 'test', read, appOf, everyMs: 5 })(events, () => ({
      wall: start,
      monotonic: 0,
      uptime: 0,
    }))
    fails = true
    await vi.waitUntil(() => read.mock.calls.length > 2)
    read.mockReturnValueOnce({ front: { pid: 4 }, idleMs: undefined, locked: undefined })
    fails = false
    const asked = read.mock.calls.length
    await vi.waitUntil(() => read.mock.calls.length > asked + 1)
    await presence.close()
    const after = read.mock.calls.length
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(read.mock.calls).toHaveLength(after)
    const begun = [
      ['watching', 0, ['window']],
      ['window', 0, ['Editor', undefined]],
    ]
    const ended = ['watching', 0, []]
    expect(take()).toEqual([...begun, ended, begun[0], ended, ...begun])
  })
})
