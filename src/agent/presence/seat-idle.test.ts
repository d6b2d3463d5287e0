import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Interval, subtract, totalMs, union } from '../../core/spans.ts'
import { inputJoinMs } from './input-stretches.ts'
import { createSeatIdle, type SeatIdle } from './seat-idle.ts'

const timeoutMs = 2_000
const stepMs = 10
const lengthMs = 90_000

const never = Number.POSITIVE_INFINITY

/** `deaf` hears no input while a program keeps the screen on (KDE's idle); `waking` says `resumed` when that begins (ext-idle-notify). */
type Kind = 'deaf' | 'waking'

/** A compositor: what it was told of input and inhibitors becomes what it says to a seat. */
function createCompositor(kind: Kind, seat: SeatIdle) {
  let idle = false
  let idleDue = timeoutMs
  let isAsked = false
  let proofDue = never
  let isInhibited = false
  const ask = (at: number) => {
    if (!seat.ask(at)) return
    isAsked = true
    proofDue = isInhibited ? never : at + 1
  }
  const resume = (at: number) => {
    if (!idle) return
    idle = false
    seat.onResumed(at)
    ask(at)
  }
  return {
    ask,
    inhibit: (at: number, begins: boolean) => {
      if (begins === isInhibited) return
      isInhibited = begins
      if (begins && kind === 'waking') resume(at)
      idleDue = begins ? never : at + timeoutMs
      proofDue = begins || !isAsked ? never : at + 1
    },
    touch: (at: number) => {
      if (isInhibited) return
      idleDue = at + timeoutMs
      resume(at)
    },
    pass: (at: number) => {
      if (at >= idleDue) {
        idleDue = never
        if (!idle || kind === 'deaf') seat.onIdled(at)
        idle = true
      }
      if (at >= proofDue) {
        proofDue = never
        isAsked = false
        seat.onProof(at)
      }
    },
  }
}

/** @returns the instants of input that were told, and when it could not be told */
function play(kind: Kind, inputs: readonly number[], inhibited: readonly Interval[]) {
  const told: number[] = []
  let now = 0
  const unknown: { start: number; end: number }[] = [{ start: 0, end: never }]
  const seat = createSeatIdle(timeoutMs, {
    onInput: (at) => told.push(at),
    onWatched: (isWatched) => {
      if (isWatched) unknown.at(-1)!.end = now
      else unknown.push({ start: now, end: never })
    },
  })
  const compositor = createCompositor(kind, seat)
  const isInput = new Set(inputs)
  for (let at = 0; at <= lengthMs; at += stepMs) {
    now = at
    compositor.inhibit(
      at,
      inhibited.some(({ start, end }) => at >= start && at < end),
    )
    if (isInput.has(at)) compositor.touch(at)
    compositor.pass(at)
    if (at % timeoutMs === 0) compositor.ask(at)
  }
  return { told, unknown }
}

/** Stretches as the journal makes them. */
const toStretches = (instants: readonly number[]): Interval[] =>
  union([...instants].sort((a, b) => a - b).map((at) => ({ start: at, end: at + inputJoinMs - 1 }))).map(
    ({ start, end }) => ({ start, end: end - inputJoinMs + 2 }),
  )
const widen = (intervals: readonly Interval[], ms: number) =>
  intervals.map(({ start, end }) => ({ start: start - ms, end: end + ms }))

const instants = fc.array(fc.integer({ min: 1, max: lengthMs / stepMs }), { maxLength: 60 })
/** Bursts of keys, and pauses of all lengths. */
const inputs = fc
  .array(fc.record({ from: fc.nat(lengthMs / stepMs), keys: fc.nat(30), every: fc.integer({ min: 1, max: 400 }) }), {
    maxLength: 6,
  })
  .map((bursts) =>
    bursts
      .flatMap(({ from, keys, every }) => Array.from({ length: keys }, (_, i) => (from + i * every) * stepMs))
      .filter((at) => at <= lengthMs),
  )
const kinds = fc.constantFrom<Kind>('deaf', 'waking')

describe('createSeatIdle', () => {
  it('createSeatIdle › never tells more than was, and ends each stretch at the last input', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.oneof(
          inputs,
          instants.map((all) => all.map((n) => n * stepMs)),
        ),
        (kind, all) => {
          const { told } = play(kind, all, [])
          const truth = toStretches(all)
          expect(subtract(toStretches(told), widen(truth, 3 * stepMs))).toEqual([])
          // What comes in the first seconds may be missed, and what came in the last ones is not known yet.
          const known = truth.filter(({ start, end }) => start > 2 * timeoutMs && end < lengthMs - 2 * timeoutMs)
          for (const { end } of known) expect(told.some((at) => Math.abs(at - end) <= 3 * stepMs)).toBe(true)
          expect(totalMs(subtract(known, widen(toStretches(told), 3 * stepMs)))).toBe(0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('createSeatIdle › tells of nobody where a program keeps the screen on', () => {
    const inhibitors = fc
      .array(fc.record({ start: fc.nat(lengthMs), length: fc.integer({ min: stepMs, max: 60_000 }) }), { maxLength: 3 })
      .map((all) => union(all.map(({ start, length }) => ({ start: round(start), end: round(start + length) }))))
    fc.assert(
      fc.property(kinds, inputs, inhibitors, (kind, all, inhibited) => {
        const { told, unknown } = play(kind, all, inhibited)
        // One that is over before anybody asks looks like a touch.
        const short = inhibited.filter(({ start, end }) => end - start <= 2 * timeoutMs)
        const truth = toStretches([...all, ...short.flatMap(({ start, end }) => [start, end])])
        expect(subtract(toStretches(told), widen(truth, timeoutMs + 3 * stepMs))).toEqual([])
        const long = inhibited.map(({ start, end }) => ({
          start: start + inputJoinMs + 2 * timeoutMs,
          end: Math.min(end, lengthMs),
        }))
        for (const { start, end } of long) if (end > start) expect(subtract([{ start, end }], unknown)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('createSeatIdle › knows nothing of a compositor that never proves itself', () => {
    const told: unknown[] = []
    const seat = createSeatIdle(timeoutMs, { onInput: (at) => told.push(at), onWatched: (...all) => told.push(all) })
    for (let at = 0; at < lengthMs; at += timeoutMs) seat.ask(at)
    seat.onResumed(50_000)
    seat.onIdled(60_000)
    expect(told).toEqual([])
  })
})

const round = (ms: number) => Math.round(ms / stepMs) * stepMs
