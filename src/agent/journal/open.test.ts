import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { uploadAll } from '../../../tests/support/journals.ts'
import { newFolder } from '../../../tests/support/program.ts'
import { noon } from '../../../tests/support/records.ts'
import { hourMs } from '../../core/time.ts'
import { findFault } from './inspect.ts'
import { openJournal } from './journal.ts'
import { readMeter } from './meters.ts'
import { openJournalReader, schemaVersion } from './open.ts'
import { readStatus } from './read.ts'
import { readState, saveState } from './state.ts'

/** A journal that usage-audit 0.1.0 wrote: two hours of three apps, the first of them acknowledged, and a gap. */
function oldJournal(): string {
  const file = join(newFolder(), 'journal.db')
  writeFileSync(file, gunzipSync(readFileSync('tests/fixtures/journal-1.db.gz')))
  return file
}

describe('a journal of an older version', () => {
  it('is read as it is, beside the agent that still writes it', () => {
    const db = openJournalReader(oldJournal())
    expect(readStatus(db)).toMatchObject({ waiting: 5, known: { start: noon, end: noon + 2 * hourMs + 60_000 } })
    expect([readState(db), readMeter(db, 0, noon * 2)]).toEqual([{}, undefined])
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    db.close()
  })

  it('is brought up to date where it lies, and nothing of it is lost or sent twice', () => {
    const file = oldJournal()
    const journal = openJournal(file, noon + 3 * hourMs, () => expect.fail('set aside'))
    expect(journal.db.pragma('user_version', { simple: true })).toBe(schemaVersion)
    saveState(journal.db, { presence: null })
    expect(readState(journal.db)).toEqual({ presence: null })
    const sent = uploadAll(journal, noon + 3 * hourMs)
    expect(sent.flatMap(({ processHours }) => processHours.map(([, , hour]) => hour))).toEqual(
      Array(3).fill(noon + hourMs),
    )
    expect(sent.flatMap(({ gaps }) => gaps.map(([, , , reason]) => reason))).toEqual(['asleep'])
    journal.close()
    expect(findFault(file)).toBeUndefined()
  })

  it('is left alone if it is of a newer version', () => {
    const file = oldJournal()
    const journal = openJournal(file, noon)
    journal.db.pragma(`user_version = ${schemaVersion + 1}`)
    journal.close()
    expect(() => openJournal(file, noon)).toThrow('newer usage-audit')
  })
})
