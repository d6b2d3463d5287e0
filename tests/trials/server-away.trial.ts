import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keepWithinCap } from '../../src/agent/journal/cap.ts'
import { subtract, totalMs } from '../../src/core/spans.ts'
import { dayMs, hourMs, minuteMs } from '../../src/core/time.ts'
import { anHour, newJournal, uploadAll } from '../support/journals.ts'
import { noon } from '../support/records.ts'

const capBytes = 40_000_000
const days = 120
const apps = 200

it(`a server that is away for ${days} days finds all that fits, and a gap for the rest`, () => {
  const start = noon - days * dayMs
  const { journal, file } = newJournal(start)
  let largest = 0
  for (let hour = start; hour < noon; hour += hourMs) {
    journal.write(anHour(hour, apps))
    journal.makeDurable()
    keepWithinCap(journal, capBytes, hour + hourMs)
    const size = statSync(file).size + (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0)
    largest = Math.max(largest, size)
  }
  expect(largest).toBeLessThanOrEqual(capBytes)
  const batches = uploadAll(journal, noon + minuteMs)
  const gaps = batches.flatMap((batch) => batch.gaps.map(([, from, to]) => ({ start: from, end: to })))
  const counts = new Map<number, number>()
  for (const [, , hour] of batches.flatMap((batch) => batch.processHours)) counts.set(hour, (counts.get(hour) ?? 0) + 1)
  let silent = 0
  for (let hour = start; hour < noon; hour += hourMs)
    if (counts.get(hour) !== apps && totalMs(subtract([{ start: hour, end: hour + hourMs }], gaps)) > 0) silent++
  expect(silent).toBe(0)
  console.log(
    `${days} days, ${apps} apps: at most ${(largest / 1e6).toFixed(1)} MB of ${capBytes / 1e6} MB; ` +
      `${counts.size} hours kept, ${totalMs(gaps) / hourMs} hours in ${gaps.length} gap(s), ${silent} lost silently`,
  )
}, 600_000)
