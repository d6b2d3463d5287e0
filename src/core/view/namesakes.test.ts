import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../tests/support/report.ts'
import { toTails } from './namesakes.ts'
import { toView } from './view.ts'

const tailsOf = (...keys: readonly string[]) => {
  const tails = toTails(keys.map((key) => ({ key, name: 'tsc' })))
  return keys.map((key) => [key, tails.get(key)])
}

describe('apps of the same name', () => {
  it('apps of the same name › are told apart by the folder in which their paths part', () => {
    expect(tailsOf('/usr/bin/tsc', '~/site/node_modules/.bin/tsc', '~/shop/node_modules/.bin/tsc')).toEqual([
      ['/usr/bin/tsc', 'bin/tsc'],
      ['~/site/node_modules/.bin/tsc', 'site/…/tsc'],
      ['~/shop/node_modules/.bin/tsc', 'shop/…/tsc'],
    ])
    expect(tailsOf('tsc.desktop', '/usr/bin/tsc')).toEqual([
      ['tsc.desktop', 'tsc.desktop'],
      ['/usr/bin/tsc', 'tsc'],
    ])
    expect(tailsOf('C:\\a\\tsc.exe', 'C:\\b\\tsc.exe').map(([, tail]) => tail)).toEqual(['a/tsc.exe', 'b/tsc.exe'])
  })

  it('apps of the same name › are as they were where each is alone, or there twice', () => {
    const one = { key: '/usr/bin/tsc', name: 'tsc' }
    expect(toTails([one, one, { key: 'firefox.desktop', name: 'Firefox' }]).size).toBe(0)
  })

  it('apps of the same name › have a tail that is plain and short', () => {
    const [, tail] = tailsOf(`/\u202e${'x'.repeat(90)}/tsc`, '/b/tsc')[0]!
    expect(tail!.length).toBeLessThanOrEqual(40)
    expect(tail).not.toContain('\u202e')
  })

  it('apps of the same name › are told apart in a report wherever it lists them', () => {
    const whole = sampleReport()
    const keys = ['/usr/bin/tsc', '~/site/bin/tsc', '~/shop/tsc']
    const apps = whole.apps.map((app, i) => (i < keys.length ? { ...app, name: 'tsc', key: keys[i]! } : app))
    const { sections } = toView({ ...whole, apps }, 'en')
    for (const name of ['apps', 'spent'] as const) {
      const rows = sections.find((section) => section.name === name)!.rows.filter(({ cells }) => cells[0] === 'tsc')
      expect(rows.map(({ note }) => note).sort()).toEqual(['shop/tsc', 'site/…/tsc', 'usr/…/tsc'])
    }
  })
})
