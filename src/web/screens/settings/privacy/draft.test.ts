import { describe, expect, it } from 'vitest'
import type { ScopedPolicy } from '../../../../protocol/combined-policy.ts'
import { isOther, toDraft, toSettings } from './draft.ts'

const rule = { app: 'a', action: 'drop' } as const
const all: ScopedPolicy['settings'][] = [
  {},
  { titles: false },
  { titles: true, paused: false, workingHours: null, rules: [] },
  { titles: false, paused: true, workingHours: 'mo-fr 08:00-18:00', rules: [rule] },
]

describe('a draft of a policy', () => {
  it.each(all)('toDraft › of one person it comes to the same again: %j', (settings) => {
    expect(toSettings(toDraft(settings, true), true)).toEqual(settings)
    expect(isOther(toDraft(settings, true), settings, true)).toBe(false)
  })

  it.each(all)('toDraft › of everybody what asks for nothing is not said: %j', (settings) => {
    const { titles, paused, workingHours, rules } = toSettings(toDraft(settings, false), false)!
    expect([titles, paused, workingHours, rules]).toEqual([
      settings.titles === false ? false : undefined,
      settings.paused ? true : undefined,
      settings.workingHours ?? undefined,
      settings.rules?.length ? settings.rules : undefined,
    ])
    expect(isOther(toDraft(settings, false), settings, false)).toBe(false)
  })

  it('toSettings › is none while the hours are no schedule', () => {
    const draft = { ...toDraft({}, false), hoursText: 'always' }
    expect(toSettings(draft, false)).toBeUndefined()
    expect(isOther(draft, {}, false)).toBe(true)
  })
})
