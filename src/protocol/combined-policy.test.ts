import { expect, it } from 'vitest'
import { combinePolicies, type ScopedPolicy } from './combined-policy.ts'

const policies: ScopedPolicy[] = [
  { scope: 'org', about: '', settings: { titles: false, workingHours: 'mo-fr 08:00-18:00', paused: true } },
  { scope: 'person', about: 'ana', settings: { titles: true, idleAfterMs: 60_000 } },
  { scope: 'device', about: '2', settings: { workingHours: null, paused: false, rules: undefined } },
  { scope: 'own', about: 'bo', settings: { paused: true } },
]

it.each([
  [
    { userId: 'ana', deviceId: 1 },
    { titles: true, rules: [], workingHours: 'mo-fr 08:00-18:00', paused: true },
  ],
  [
    { userId: 'ana', deviceId: 2 },
    { titles: true, rules: [], workingHours: null, paused: false },
  ],
  [
    { userId: 'bo', deviceId: 2 },
    { titles: false, rules: [], workingHours: null, paused: true },
  ],
])('combinePolicies › what is nearest counts, and a pause of one’s own always: %j', (device, holds) => {
  expect(combinePolicies(policies, device)).toEqual(holds)
})

it('combinePolicies › asks for nothing where nobody asked', () => {
  expect(combinePolicies([], { userId: 'ana', deviceId: 1 })).toEqual({
    ...{ titles: true, rules: [], workingHours: null, paused: false },
  })
})
