import { expect, it } from 'vitest'
import { hourMs } from '../../../core/time.ts'
import { appWords } from '../../words/app.ts'
import { type AppAnswer, toHeatPicture } from './pictures.ts'

/** Two hours over two Sundays, and half an hour on one Monday. */
const answer = {
  sums: { activeMs: 3 * hourMs },
  days: [],
  period: { first: '2026-10-18', last: '2026-10-31', today: '2026-11-02' },
  hours: [
    { weekday: 1, hour: 9, activeMs: hourMs / 2, foregroundMs: hourMs },
    { weekday: 7, hour: 20, activeMs: 2 * hourMs, foregroundMs: 2 * hourMs },
  ],
} as unknown as AppAnswer

it.each([
  [1, ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], 6],
  [7, ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], 0],
] as const)(
  'toHeatPicture › begins where weeks begin (%i), and has each hour on its own weekday',
  (start, labels, at) => {
    const picture = toHeatPicture(answer, 'en', { ...appWords.en, unit: 'minutes' }, start)!
    expect(picture.rows.map(({ label }) => label)).toEqual(labels)
    expect(picture.rows[at]!.hours[20]).toBe(60)
    expect(picture.rows[(at + 1) % 7]!.hours[9]).toBe(15)
    expect(
      picture.rows
        .filter(({ weekend }) => weekend)
        .map(({ label }) => label)
        .sort(),
    ).toEqual(['Sat', 'Sun'])
    expect(picture.alternative).toContain('Sunday')
  },
)
