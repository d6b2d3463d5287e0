import { describe, expect, it } from 'vitest'
import type { ScopedPolicy } from '../../../protocol/combined-policy.ts'
import { toAsked } from './asked.ts'

const whose = { userId: 'ana', devices: [1, 2] }
const org: ScopedPolicy = { scope: 'org', about: '', settings: { titles: false, workingHours: 'mo-fr 08:00-18:00' } }

describe('what an organisation asks of somebody’s computers', () => {
  it('is nothing where no policy asks, and never what the person decided', () => {
    const own: ScopedPolicy = { scope: 'own', about: 'ana', settings: { paused: true } }
    expect(toAsked([], whose, 'en')).toEqual([])
    expect(toAsked([own], whose, 'en')).toEqual([])
  })

  it('is told once where it is the same of all, also of those that are yet to come', () => {
    const [asked, ...more] = toAsked([org], whose, 'en')
    expect([asked!.devices, more]).toEqual([[], []])
    expect(asked!.sentences).toHaveLength(2)
    expect(asked!.sentences.join(' ')).toContain('Mon–Fri 08:00–18:00')
    expect(toAsked([org], { ...whose, devices: [] }, 'en')).toEqual([asked])
    expect(toAsked([org], whose, 'pt-BR')[0]!.sentences.join(' ')).not.toMatch(/mo-fr|Mon|recorded/)
  })

  it('is told by computer where something nearer decides for one', () => {
    const open: ScopedPolicy = { scope: 'device', about: '2', settings: { titles: true, workingHours: null } }
    const asked = toAsked([org, open], whose, 'en')
    expect(asked.map(({ devices, sentences }) => [devices, sentences.length])).toEqual([
      [[1], 2],
      [[2], 0],
    ])
  })
})
