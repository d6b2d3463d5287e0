import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type InstalledSighting, isToConfirm, toInstalled } from './installed.ts'
import { dayMs } from './time.ts'

const day = (n: number, ms = 0) => Date.UTC(2026, 10, 1 + n) + ms
const seen = (subject: number, n: number, version: string | null = '1'): InstalledSighting => ({
  subject,
  at: day(n, subject),
  version,
})

it('toInstalled › tells versions, first and last sight, up to an instant', () => {
  const told = [seen(1, 7, '2'), seen(1, 0), seen(2, 3, null)]
  expect(toInstalled(told, day(9))).toEqual([
    { subject: 1, version: '2', firstAt: day(0, 1), lastAt: day(7, 1) },
    { subject: 2, version: null, firstAt: day(3, 2), lastAt: day(3, 2) },
  ])
  expect(toInstalled(told, day(1))).toMatchObject([{ subject: 1, version: '1' }])
  expect(toInstalled([], day(1))).toEqual([])
})

it('toInstalled › knows what is gone once others are told again, and removes nothing in silence', () => {
  const told = [seen(1, 0), seen(2, 0)]
  expect(toInstalled(told, day(400)).length).toBe(2)
  expect(toInstalled([...told, seen(1, 7)], day(8)).map(({ subject }) => subject)).toEqual([1])
})

/** A device that looks on some days, and tells what is new or due, as the agent does. */
function tell(lookDays: readonly number[], isThere: (app: number, day: number) => boolean): InstalledSighting[] {
  const told: InstalledSighting[] = []
  for (const n of lookDays) {
    for (const app of [1, 2, 3]) {
      const last = told.findLast(({ subject }) => subject === app)
      if (isThere(app, n) && (!last || isToConfirm(last.at, day(n)))) told.push(seen(app, n))
    }
  }
  return told
}

it('toInstalled › is true at every look, and late by no more than the days between two confirmations', () => {
  const days = fc.uniqueArray(fc.nat(90), { minLength: 1, maxLength: 60 }).map((list) => list.sort((a, b) => a - b))
  fc.assert(
    fc.property(days, fc.nat(90), (looks, goneOn) => {
      const told = tell(looks, (app, n) => app !== 3 || n < goneOn)
      const last = looks.at(-1)!
      const apps = toInstalled(told, day(last) + dayMs).map(({ subject }) => subject)
      expect(apps).toContain(1)
      expect(apps).toContain(2)
      const seenGone = looks.find((n) => n >= goneOn)
      if (looks[0]! < goneOn && seenGone === undefined) expect(apps).toContain(3)
      if (seenGone !== undefined && last - goneOn >= 14 && looks.some((n) => n >= goneOn + 7))
        expect(apps).not.toContain(3)
    }),
    { numRuns: 500 },
  )
})
