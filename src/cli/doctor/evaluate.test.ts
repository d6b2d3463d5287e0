import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs, secondMs } from '../../core/time.ts'
import {
  evaluateAgent,
  evaluateClock,
  evaluateDisk,
  evaluatePort,
  evaluatePresence,
  evaluateProcesses,
  evaluateZone,
} from './evaluate.ts'

describe('evaluateAgent', () => {
  const at = 1_000 * hourMs
  const verdict = (silentMs: number, sampleMs = 10 * secondMs) =>
    evaluateAgent(7, at - silentMs, { now: at, sampleMs }).code

  it('takes an agent for silent only when it missed several samples', () => {
    expect(verdict(2 * minuteMs)).toBe('agent_recording')
    expect(verdict(2 * minuteMs + 1)).toBe('agent_silent')
    expect(verdict(4 * minuteMs, minuteMs)).toBe('agent_recording')
    expect(verdict(6 * minuteMs, minuteMs)).toBe('agent_silent')
  })

  it('trusts one that has only begun, and a clock that was set back', () => {
    expect(evaluateAgent(7, null, { now: at, sampleMs: secondMs }).code).toBe('agent_recording')
    expect(verdict(-hourMs)).toBe('agent_recording')
    expect(evaluateAgent(undefined, null, { now: at, sampleMs: secondMs }).code).toBe('agent_stopped')
  })
})

describe('evaluateZone', () => {
  const here = { zone: 'Europe/Lisbon', given: undefined, data: '2026a' }

  it('refuses data from before the last changes, and none at all', () => {
    expect(evaluateZone(here).code).toBe('zone_fine')
    expect(evaluateZone(here, (zone) => (zone === 'America/Sao_Paulo' ? -2 : -2) * hourMs).code).toBe('zone_data_old')
    expect(evaluateZone(here, () => -3 * hourMs).code).toBe('zone_data_old')
    expect(evaluateZone(here, () => 0).code).toBe('zone_data_old')
  })

  it('takes no zone for none', () => {
    expect(evaluateZone({ ...here, zone: undefined }).code).toBe('zone_unknown')
    expect(evaluateZone({ ...here, zone: 'Etc/Unknown' }).code).toBe('zone_unknown')
  })
})

it('evaluateClock › lets a minute pass, either way', () => {
  const verdicts = [-minuteMs - 1, -minuteMs, 0, minuteMs, minuteMs + 1].map((ms) => evaluateClock(ms).code)
  expect(verdicts).toEqual(['clock_off', 'clock_fine', 'clock_fine', 'clock_fine', 'clock_off'])
})

it('evaluateDisk › warns under 200 MB', () => {
  expect(evaluateDisk('/d', 199_999_999).code).toBe('disk_low')
  expect(evaluateDisk('/d', 200_000_000).code).toBe('disk_fine')
})

it('evaluateProcesses › never believes that nothing runs', () => {
  expect(evaluateProcesses('proc', { count: 0, ms: 1 }).code).toBe('processes_failed')
})

it('evaluatePresence › tells what a desktop keeps to itself from one that cannot be reached', () => {
  expect(evaluatePresence({ desktop: 'Wayland (sway)', watched: ['input', 'window'] }).code).toBe('presence_fine')
  expect(evaluatePresence({ desktop: 'Wayland (KDE)', watched: ['input'] })).toMatchObject({
    code: 'presence_part',
    missing: ['window'],
  })
  expect(evaluatePresence({ desktop: 'Wayland (GNOME)', watched: [] }).code).toBe('presence_part')
  expect(evaluatePresence({ desktop: 'X11', watched: [] }).code).toBe('presence_away')
})

it('evaluatePort › tells a port of ours from one of others', () => {
  const facts = { host: '127.0.0.1', port: 1, error: 'EADDRINUSE', holder: undefined, ours: false }
  expect(evaluatePort(facts)).toEqual({ code: 'port_held', port: 1, holder: null })
  expect(evaluatePort({ ...facts, ours: true }).code).toBe('port_ours')
  expect(evaluatePort({ ...facts, error: 'EACCES' }).code).toBe('port_refused')
  expect(evaluatePort({ ...facts, error: undefined }).code).toBe('port_free')
})
