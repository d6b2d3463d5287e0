import { describe, expect, it } from 'vitest'
import type { ScopedPolicy } from '../../../../protocol/combined-policy.ts'
import { findAffected, type PolicyDevice } from './affected.ts'

const device = (id: number, userId: string, state = 'reporting'): PolicyDevice => ({
  id,
  userId,
  person: userId,
  state,
})
const devices = [device(1, 'ana'), device(2, 'ana'), device(3, 'bo'), device(4, 'cy', 'revoked')]
const org = (settings: ScopedPolicy['settings']): ScopedPolicy => ({ scope: 'org', about: '', settings })
const changedBy = (policies: readonly ScopedPolicy[], change: ScopedPolicy) =>
  findAffected(devices, policies, change).changed.map(({ id }) => id)

describe('findAffected', () => {
  it('findAffected › reaches every computer that hears of it', () => {
    expect(findAffected(devices, [], org({ titles: false }))).toEqual({
      ...{ changed: devices.slice(0, 3), same: 0, isLooser: false },
    })
  })

  it('findAffected › leaves out where something nearer decides', () => {
    const nearer: ScopedPolicy[] = [
      { scope: 'person', about: 'ana', settings: { titles: false } },
      { scope: 'device', about: '2', settings: { titles: true } },
      { scope: 'own', about: 'bo', settings: { paused: true } },
    ]
    expect(changedBy(nearer, org({ titles: false }))).toEqual([3])
    expect(changedBy(nearer, org({ paused: true }))).toEqual([1, 2])
    expect(findAffected(devices, nearer, { scope: 'person', about: 'ana', settings: {} })).toMatchObject({ same: 1 })
  })

  it('findAffected › says where it asks for less than before; the end of a pause is not meant', () => {
    const isLooser = (from: ScopedPolicy['settings'], to: ScopedPolicy['settings']) =>
      findAffected(devices, [org(from)], org(to)).isLooser
    const rule = { app: 'a', action: 'drop' } as const
    expect(isLooser({ titles: false }, {})).toBe(true)
    expect(isLooser({ rules: [rule] }, { rules: [] })).toBe(true)
    expect(isLooser({ workingHours: 'mo 08:00-09:00' }, { workingHours: 'mo 08:00-10:00' })).toBe(true)
    expect(isLooser({ workingHours: 'mo 08:00-10:00' }, { workingHours: 'mo 08:00-09:00' })).toBe(false)
    expect(isLooser({ paused: true }, {})).toBe(false)
  })

  it('findAffected › is nobody where only the order of rules is another', () => {
    const [a, b] = [
      { app: 'a', action: 'drop' },
      { title: 'b', action: 'hash' },
    ] as const
    expect(changedBy([org({ rules: [a, b] })], org({ rules: [b, a] }))).toEqual([])
    expect(changedBy([org({ rules: [a, b] })], org({ rules: [b] }))).toEqual([1, 2, 3])
  })
})
