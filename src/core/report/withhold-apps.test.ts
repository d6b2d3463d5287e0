import { describe, expect, it } from 'vitest'
import type { OrgAppSums, OrgSums } from './org-sums.ts'
import { findWithheldApps } from './withhold-apps.ts'

/** An app that people used, those in capitals sharing their figures. */
const app = (subjectId: number, activeMs: number | null, who: string): OrgAppSums => {
  const users = [...who].map((id) => ({ userId: id.toLowerCase(), shares: id !== id.toLowerCase() }))
  return {
    ...{ subjectId, key: `app-${subjectId}`, name: `App ${subjectId}`, activeMs, devices: who.length },
    ...{ people: users.length, sharing: users.filter(({ shares }) => shares).length },
    ...{ foregroundMs: activeMs, runningMs: 9, cpuMs: 9 },
    ...(users.length < 5 && { users }),
  }
}

const sums = (activeMs: number | null, people = 8): OrgSums => ({
  ...{ period: '2026-10', recordedMs: 99, dueMs: 99, cpuMs: 9, unattributedCpuMs: 0, activeMs, watchedMs: 99 },
  ...{ overlapMs: 0, activeDays: 3, recordedDays: 3 },
  ...{ recorded: { people, sharing: 0 }, active: { people, sharing: 0 } },
})

describe('findWithheldApps', () => {
  const many = [app(1, 50, 'abcdef'), app(2, 20, 'abcde'), app(3, 30, 'bcdefg')]
  const of = (...apps: readonly OrgAppSums[]) => [...findWithheldApps([...many, ...apps], sums(200))].sort()

  it('withholds nothing of five people and more, or of those who share', () => {
    expect(of()).toEqual([])
    expect(of(app(4, 7, 'A'))).toEqual([])
  })

  it('withholds with the one app of few people the least used other, or the sum of all would tell it', () => {
    expect(of(app(4, 7, 'a'))).toEqual([2, 4])
    // One of a person who shares would not do.
    expect(of(app(4, 7, 'a'), app(5, 1, 'B'))).toEqual([2, 4])
    expect(of(app(4, 7, 'a'), app(5, 1, 'aB'))).toEqual([2, 4, 5])
  })

  it('withholds no further where those that are withheld are of five people together', () => {
    expect(of(app(4, 7, 'abc'), app(5, 8, 'cd'), app(6, 8, 'e'))).toEqual([4, 5, 6])
    expect(of(app(4, 7, 'ab'), app(5, 8, 'ab'), app(6, 0, 'cde'))).toEqual([2, 4, 5, 6])
  })

  it('has nothing to subtract from where the sum of all is withheld or unknown', () => {
    for (const all of [sums(null), sums(200, 4)])
      expect([...findWithheldApps([...many, app(4, 7, 'a')], all)]).toEqual([4])
  })
})
