import { expect, it } from 'vitest'
import { hourMs, minuteMs } from '../../../core/time.ts'
import { appWords } from '../../words/app.ts'
import { type AppAnswer, toHeatPicture } from './pictures.ts'

const words = { ...appWords.en, unit: 'min', missing: 'not recorded' }

/** Two hours over two Sundays, and half an hour on one Monday. */
const ofSunday = {
  sums: { activeMs: 3 * hourMs },
  days: [],
  period: { first: '2026-10-18', last: '2026-10-31', today: '2026-11-02' },
  hours: [
    { weekday: 1, hour: 9, days: 2, activeMs: hourMs / 2, foregroundMs: hourMs },
    { weekday: 7, hour: 20, days: 2, activeMs: 2 * hourMs, foregroundMs: 2 * hourMs },
  ],
} as unknown as AppAnswer

it.each([
  [1, ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], 6],
  [7, ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'], 0],
] as const)(
  'toHeatPicture › begins where weeks begin (%i), and has each hour on its own weekday',
  (start, labels, at) => {
    const picture = toHeatPicture(ofSunday, 'en', words, start)!
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

const answer = (hours: AppAnswer['hours']) => ({ hours, sums: { activeMs: hourMs }, days: [] }) as unknown as AppAnswer

it('has the mean over the days on which an hour was recorded, and what never was in the look of the unknown', () => {
  const picture = toHeatPicture(
    answer([
      { weekday: 2, hour: 9, days: 2, foregroundMs: hourMs, activeMs: 40 * minuteMs },
      { weekday: 2, hour: 10, days: 2, foregroundMs: 0, activeMs: 0 },
      { weekday: 2, hour: 11, days: 1, foregroundMs: null, activeMs: null },
      { weekday: 3, hour: 9, days: 1, foregroundMs: 2 * hourMs, activeMs: 2 * hourMs },
    ]),
    'en',
    words,
    1,
  )!
  const [monday, tuesday, wednesday] = picture.rows
  expect(tuesday!.hours.slice(8, 13)).toEqual([null, 20, 0, null, null])
  expect(wednesday!.hours[9]).toBe(60)
  expect(new Set(monday!.hours)).toEqual(new Set([null]))
  expect(picture).toMatchObject({
    missing: 'not recorded',
    alternative: expect.stringContaining('Wednesday from 9 o’clock'),
  })
})
