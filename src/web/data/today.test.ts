import { expect, it } from 'vitest'
import { type KeptAnswer, todayOf } from './today.ts'

const kept = (member: string | undefined, data: unknown, dataUpdatedAt: number): KeptAnswer => ({
  queryKey: ['/api/v1/orgs/:org/members/:member/day', { member }],
  state: { data, dataUpdatedAt },
})

it('is what the last answer about a person says, whatever it is about, and nobody else', () => {
  const answers = [
    kept('bo', { period: { today: '2026-11-03' } }, 2),
    kept('bo', { today: '2026-11-02' }, 1),
    kept('bo', undefined, 4),
    kept('bo', { apps: [] }, 5),
    kept('ada', { today: '2026-11-01' }, 3),
    kept(undefined, { today: '2026-11-01' }, 3),
    { ...kept('bo', {}, 9), queryKey: ['/api/v1/me'] },
  ]
  expect(todayOf('bo', answers)).toBe('2026-11-03')
  expect(todayOf('mia', answers)).toBeUndefined()
})
