import { describe, expect, it } from 'vitest'
import { newJournal } from '../../tests/support/journals.ts'
import { noon } from '../../tests/support/records.ts'
import { dayMs, hourMs, minuteMs } from '../core/time.ts'
import { readMeter } from './journal/meters.ts'
import { readState } from './journal/state.ts'
import { createSelfMeter, type OwnUsage, readOwnUsage } from './self-meter.ts'

const usage: OwnUsage = {
  monotonic: 60_000,
  cpuMs: 300,
  memoryKiB: 70_000,
  memoryPeakKiB: 90_000,
  writtenBytes: 4_096,
}

describe('createSelfMeter', () => {
  it('tells what a day cost, by the hours of the device', () => {
    const { journal } = newJournal(noon)
    let now = usage
    const meter = createSelfMeter({ journal, zone: () => 'Asia/Kolkata', readUsage: () => now, state: () => ({}) })
    meter.sent(1_000)
    meter.note(noon)
    now = { ...usage, monotonic: 120_000, cpuMs: 450, memoryKiB: 80_000, writtenBytes: 10_000 }
    meter.sent(500)
    meter.note(noon + hourMs)
    const first = { meteredMs: 60_000, cpuMs: 300, memoryKiBSeconds: 4_200_000, memoryPeakKiB: 90_000 }
    const kolkata = noon - hourMs / 2
    expect(readMeter(journal.db, kolkata, kolkata + hourMs)).toEqual({
      ...first,
      writtenBytes: 4_096,
      sentBytes: 1_000,
    })
    expect(readMeter(journal.db, noon - dayMs, noon + dayMs)).toEqual({
      meteredMs: 120_000,
      cpuMs: 450,
      memoryKiBSeconds: 9_000_000,
      memoryPeakKiB: 90_000,
      writtenBytes: 10_000,
      sentBytes: 1_500,
    })
    expect(readMeter(journal.db, noon + dayMs, noon + 2 * dayMs)).toBeUndefined()
    journal.close()
  })

  it('keeps what could not be written for the next time, and an unknown figure unknown', () => {
    const { journal } = newJournal(noon)
    const told = { ...usage, writtenBytes: undefined }
    const meter = createSelfMeter({ journal, zone: () => 'UTC', readUsage: () => told, state: () => ({}) })
    journal.db.pragma('query_only = true')
    meter.sent(7)
    meter.note(noon)
    journal.db.pragma('query_only = false')
    meter.note(noon + minuteMs)
    expect(readMeter(journal.db, 0, noon + dayMs)).toMatchObject({ cpuMs: 300, sentBytes: 7, writtenBytes: null })
    journal.close()
  })

  it('leaves how the agent stands, and nothing that cannot be understood comes back', () => {
    const { journal } = newJournal(noon)
    const pace = { sampleMs: 30_000, why: 'battery' as const }
    const state = () => ({ presence: 'x11', pace, withServer: false })
    createSelfMeter({ journal, zone: () => 'UTC', readUsage: () => usage, state }).note(noon)
    expect(readState(journal.db)).toEqual({ presence: 'x11', pace, withServer: false })
    journal.db.prepare("update state set value = '{' where name = 'pace'").run()
    journal.db.prepare("insert into state values ('other', '1'), ('serverClock', '\"soon\"')").run()
    expect(readState(journal.db)).toEqual({ presence: 'x11', withServer: false })
    journal.close()
  })

  it('reads of this process what the system counts', () => {
    const before = readOwnUsage()
    while (readOwnUsage().cpuMs < before.cpuMs + 20);
    const { memoryKiB, memoryPeakKiB, writtenBytes } = readOwnUsage()
    expect(memoryKiB).toBeGreaterThan(20_000)
    expect(memoryPeakKiB).toBeGreaterThanOrEqual(memoryKiB * 0.9)
    if (process.platform === 'linux') expect(writtenBytes).toBeGreaterThanOrEqual(0)
    else expect(writtenBytes).toBeUndefined()
  })
})
