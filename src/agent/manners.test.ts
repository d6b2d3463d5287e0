import { describe, expect, it } from 'vitest'
import { minuteMs, secondMs } from '../core/time.ts'
import { createManners } from './manners.ts'

function open(sampleMs = 10 * secondMs) {
  const world = { battery: undefined as boolean | undefined, load: 0.5, looks: 0, at: 0 }
  const manners = createManners({
    sampleMs,
    onBattery: () => {
      world.looks++
      return world.battery
    },
    load: () => world.load,
  })
  const paceAfter = (ms: number) => {
    world.at += ms
    manners.adapt(world.at)
    return manners.pace
  }
  return { world, manners, paceAfter }
}

const usual = { sampleMs: 10 * secondMs, why: null }

describe('createManners', () => {
  it('samples a third as often on battery, and looks for one once a minute', () => {
    const { world, paceAfter } = open()
    expect(paceAfter(0)).toEqual(usual)
    world.battery = true
    expect(paceAfter(30 * secondMs)).toEqual(usual)
    expect(paceAfter(30 * secondMs)).toEqual({ sampleMs: 30 * secondMs, why: 'battery' })
    world.battery = false
    expect(paceAfter(minuteMs)).toEqual(usual)
    expect(world.looks).toBe(3)
  })

  it('samples a third as often while others wait for the processor', () => {
    const { world, paceAfter } = open()
    world.load = 2.1
    expect(paceAfter(0)).toEqual({ sampleMs: 30 * secondMs, why: 'load' })
    world.load = 1.9
    expect(paceAfter(0)).toEqual(usual)
  })

  it('samples a third as often where a sample takes a fifth of the time, and does not waver then', () => {
    const { manners, paceAfter } = open()
    manners.took(2_001)
    expect(paceAfter(0)).toEqual({ sampleMs: 30 * secondMs, why: 'effort' })
    manners.took(2_001)
    expect(paceAfter(0).why).toBe('effort')
    manners.took(1_999)
    expect(paceAfter(0)).toEqual(usual)
  })

  it('never lets more than a minute pass, for a power cut or a pause would cost that', () => {
    const { world, paceAfter } = open(40 * secondMs)
    world.load = 9
    expect(paceAfter(0).sampleMs).toBe(minuteMs)
  })

  it('stretches other pauses too, but never so far that a stretch of input falls apart', () => {
    const { world, manners, paceAfter } = open()
    const stretched = () => [2_000, 5_000, 60_000].map(manners.stretch)
    expect(stretched()).toEqual([2_000, 5_000, 60_000])
    world.load = 9
    paceAfter(0)
    expect(stretched()).toEqual([6_000, 12_000, 60_000])
  })
})
