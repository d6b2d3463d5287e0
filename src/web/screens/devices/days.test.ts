import { expect, it } from 'vitest'
import { systems, toCommands } from './commands.ts'
import { missingDays, shownDays, toDayCells } from './days.ts'

it('tells days that were recorded, days off, days of which nothing is known, and days before it came', () => {
  const known = [
    { day: '2026-10-20', coverage: 1 },
    { day: '2026-10-21', coverage: 0.5 },
    { day: '2026-10-22', coverage: null },
    { day: '2026-10-24', coverage: 0.96 },
  ]
  const cells = toDayCells(known, { since: '2026-10-19', lastSeen: '2026-10-24', today: '2026-11-02' })
  expect(cells).toHaveLength(shownDays)
  expect(cells.at(0)).toEqual({ day: '2026-10-04', kind: 'before', share: 0 })
  const kindOf = (day: string) => cells.find((cell) => cell.day === day)?.kind
  expect(kindOf('2026-10-18')).toBe('before')
  expect(kindOf('2026-10-19')).toBe('off')
  expect(kindOf('2026-10-21')).toBe('recorded')
  expect(kindOf('2026-10-22')).toBe('off')
  // It was heard of later, and told nothing of that day: it was off.
  expect(kindOf('2026-10-23')).toBe('off')
  expect(kindOf('2026-10-25')).toBe('unknown')
  expect(cells.at(-1)).toEqual({ day: '2026-11-02', kind: 'unknown', share: 0 })
  // Today is not over: it is not told as missing.
  expect(missingDays(cells)).toEqual(['2026-10-21', ...cells.slice(21, -1).map(({ day }) => day)])
})

it('writes commands that keep the token in a file, and out of what other accounts see of a running program', () => {
  for (const system of systems) {
    const lines = toCommands(system, { server: 'https://audit.example.org', token: 'ua_fleet_x' }).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines.filter((line) => line.includes('ua_fleet_x'))).toEqual([lines[0]])
    expect(lines[1]).toBe('usage-audit agent enroll --server https://audit.example.org --token-file usage-audit.token')
  }
})
