import { expect, it } from 'vitest'
import { hourMs } from '../../core/time.ts'
import { toShownGaps } from './shown-gaps.ts'

const gap = (hours: number, reason: string) => ({ device: 'desk', start: 0, end: hours * hourMs, reason })

it('leaves no room that nights need to what was due and not recorded, and keeps the order', () => {
  const nights = Array.from({ length: 300 }, () => gap(14, 'off'))
  const missed = [gap(2, 'silent'), gap(1, 'not_running')]
  const shown = toShownGaps([...nights, ...missed])
  expect(shown).toHaveLength(200)
  expect(shown.slice(-2)).toEqual(missed)
  expect(toShownGaps([...nights.slice(0, 3), ...missed])).toEqual([...nights.slice(0, 3), ...missed])
})
