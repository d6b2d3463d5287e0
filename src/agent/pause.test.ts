import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { excusePaused, isPaused, readPause, writePause } from './pause.ts'

const journal = join(newFolder(), 'journal.db')

describe('pause', () => {
  it('is none until one is asked for', () => {
    expect(readPause(journal)).toBeUndefined()
    expect(isPaused(undefined, 0)).toBe(false)
  })

  it('is kept in a file of its own, readable by its owner only', () => {
    writePause(journal, { at: 10, until: 20 })
    writePause(journal, { at: 10, until: null })
    expect(readPause(journal)).toEqual({ at: 10, until: null })
    expect(readdirSync(dirname(journal))).toEqual(['pause.json'])
    expect(statSync(join(dirname(journal), 'pause.json')).mode & 0o777).toBe(0o600)
  })

  it('ends by itself, or not at all, and holds where its file cannot be read', () => {
    expect([19, 20].map((now) => isPaused({ at: 10, until: 20 }, now))).toEqual([true, false])
    expect(isPaused({ at: 10, until: null }, Number.MAX_SAFE_INTEGER)).toBe(true)
    for (const text of ['', '{', '{"at":1}', '[]']) {
      writeFileSync(join(dirname(journal), 'pause.json'), text)
      expect(isPaused(readPause(journal), 1)).toBe(true)
    }
  })

  it('holds on where its file is a folder', () => {
    const other = join(newFolder(), 'journal.db')
    mkdirSync(join(dirname(other), 'pause.json'))
    expect(isPaused(readPause(other), 1)).toBe(true)
  })
})

describe('excusePaused', () => {
  it('cuts gaps where the pause began and ended', () => {
    const gaps = [
      { start: 0, end: 10, reason: 'off' as const },
      { start: 10, end: 40, reason: 'not_running' as const },
    ]
    expect(excusePaused(gaps, { at: 5, until: 30 })).toEqual([
      { start: 0, end: 5, reason: 'off' },
      { start: 5, end: 10, reason: 'paused' },
      { start: 30, end: 40, reason: 'not_running' },
      { start: 10, end: 30, reason: 'paused' },
    ])
    expect(excusePaused(gaps, { at: 50, until: null })).toEqual(gaps)
    expect(excusePaused(gaps, undefined)).toEqual(gaps)
  })
})
