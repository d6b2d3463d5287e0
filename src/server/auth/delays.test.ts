import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs, secondMs } from '../../core/time.ts'
import { createDelays } from './delays.ts'

function startDelays() {
  let now = 0
  const delays = createDelays(() => now)
  const tries = (account: string, address: string) => {
    try {
      delays.begin(account, address)
      return 0
    } catch (error) {
      return (error as { retryAfterMs: number }).retryAfterMs
    }
  }
  return { delays, tries, forward: (ms: number) => (now += ms) }
}

describe('createDelays', () => {
  it('lets five tries go, then waits twice as long each time, up to 15 minutes', () => {
    const { tries, forward } = startDelays()
    const waits = []
    for (let i = 0; i < 18; i++) {
      const wait = tries('ana', '192.0.2.1')
      waits.push(wait / secondMs)
      if (wait > 0) {
        forward(wait)
        expect(tries('ana', '192.0.2.1')).toBe(0)
      }
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900])
  })

  it('counts tries that come at once', () => {
    const { tries } = startDelays()
    expect(Array.from({ length: 100 }, () => tries('ana', '192.0.2.1')).filter((wait) => wait === 0)).toHaveLength(5)
  })

  it('makes nobody else wait, and forgets when it was right', () => {
    const { tries, delays } = startDelays()
    for (let i = 0; i < 9; i++) tries('ana', '192.0.2.1')
    expect(tries('ana', '198.51.100.7')).toBe(0)
    expect(tries('bo', '192.0.2.1')).toBe(0)
    delays.succeeded('ana', '192.0.2.1')
    expect(tries('ana', '192.0.2.1')).toBe(0)
  })

  it('lets the person in at the first try while a thousand addresses guess', () => {
    const { tries } = startDelays()
    let guesses = 0
    for (let i = 0; i < 1_000; i++)
      for (let j = 0; j < 5; j++) if (tries('ana', `10.0.${i >> 8}.${i & 255}`) === 0) guesses++
    expect(guesses).toBeLessThan(1_100)
    expect(tries('ana', '192.0.2.1')).toBe(0)
  })

  it('makes an address that tries many accounts wait a minute at most', () => {
    const { tries, forward } = startDelays()
    for (let i = 0; i < 30; i++) expect(tries(`account ${i}`, '192.0.2.1')).toBe(0)
    expect(tries('one more', '192.0.2.1')).toBeGreaterThan(0)
    for (let i = 0; i < 20; i++) {
      forward(minuteMs)
      expect(tries(`more ${i}`, '192.0.2.1')).toBe(0)
    }
    expect(tries('again', '192.0.2.1')).toBeLessThanOrEqual(minuteMs)
    forward(hourMs)
    expect(tries('later', '192.0.2.1')).toBe(0)
  })

  it('takes the addresses of one IPv6 network as one', () => {
    const { tries } = startDelays()
    for (let i = 0; i < 5; i++) tries('ana', `2001:db8:1:2::${i}`)
    expect(tries('ana', '2001:db8:1:2:ffff::1')).toBeGreaterThan(0)
    expect(tries('ana', '2001:db8:1:3::1')).toBe(0)
  })
})
