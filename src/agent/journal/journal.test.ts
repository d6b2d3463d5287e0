import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Journal, openJournal } from './journal.ts'

const newFile = () => join(mkdtempSync(join(tmpdir(), 'usage-audit-journal-')), 'journal.db')
const gap = (start: number) => ({ hours: [], recorded: [], gaps: [{ start, end: start + 1, reason: 'off' as const }] })

/** Each pragma that the journal sets from now on, with the size of its write-ahead log as it is set. */
function watchPragmas({ db }: Journal, file: string): { source: string; walSize: number }[] {
  const seen: { source: string; walSize: number }[] = []
  const pragma = db.pragma.bind(db)
  db.pragma = (source, options) => {
    seen.push({ source, walSize: statSync(`${file}-wal`).size })
    return pragma(source, options)
  }
  return seen
}

describe('openJournal', () => {
  // SQLite syncs the log with a commit under FULL, if that wrote a frame: a commit that changes nothing syncs nothing.
  it('makeDurable › commits a change to the log under synchronous = FULL, each time', () => {
    const file = newFile()
    const journal = openJournal(file, 0)
    for (const start of [10, 20]) {
      journal.write(gap(start))
      const seen = watchPragmas(journal, file)
      journal.makeDurable()
      expect(seen.map(({ source }) => source)).toEqual(['synchronous = FULL', 'synchronous = NORMAL'])
      expect(seen[1]!.walSize).toBeGreaterThan(seen[0]!.walSize)
    }
    expect(journal.db.pragma('journal_mode', { simple: true })).toBe('wal')
    const normal = 1
    expect(journal.db.pragma('synchronous', { simple: true })).toBe(normal)
    journal.close()
  })
})
