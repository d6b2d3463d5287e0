import { expect, it } from 'vitest'
import { hourMs, minuteMs } from '../../../core/time.ts'
import { appWords } from '../../words/app.ts'
import { type AppAnswer, toHeatPicture } from './pictures.ts'

const words = { ...appWords.en, unit: 'min', missing: 'not recorded' }
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
