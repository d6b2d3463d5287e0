import { describe, expect, it } from 'vitest'
import { readClocks } from '../clocks.ts'
import { openClocks } from './clocks.ts'

describe.skipIf(process.platform !== 'linux')('openClocks', () => {
  it('openClocks › leaves Linux its own, which stand still in sleep', async () => {
    expect(await openClocks()).toBe(readClocks)
  })

  it.each(['win32', 'darwin'] as const)(
    'openClocks › makes do with those of Node where %s cannot be asked',
    async (platform) => {
      expect(await openClocks(platform)).toBe(readClocks)
    },
  )
})
