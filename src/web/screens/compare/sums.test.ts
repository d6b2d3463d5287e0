import { expect, it } from 'vitest'
import { hourMs, minuteMs, secondMs } from '../../../core/time.ts'
import { parted } from './sums.ts'

const line = (a: number, b: number) => ({ a, b, changeMs: b - a })
const none = line(0, 0)

it('parted › keeps out of a table what its figures cannot tell, in seconds or in minutes', () => {
  const lines = [line(0, 3 * minuteMs), line(0, secondMs / 2), line(0, 400), line(400, 300), none]
  expect(parted(lines, none)).toEqual({ shown: lines.slice(0, 2), slight: lines.slice(2, 4), unit: secondMs })
  const long = [line(5 * hourMs, 0), line(0, 29 * secondMs)]
  expect(parted(long, none)).toEqual({ shown: long.slice(0, 1), slight: long.slice(1), unit: minuteMs })
  expect(parted(lines, line(hourMs, 0)).unit).toBe(minuteMs)
})
