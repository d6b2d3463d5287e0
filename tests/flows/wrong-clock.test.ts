import { expect, it } from 'vitest'
import { parseBatch } from '../../src/server/ingest/parse-batch.ts'
import { newJournal, uploadAll } from '../support/journals.ts'
import { gapsIn, sampleMs, startRecording, sumsOf } from '../support/recording.ts'
import { noon } from '../support/records.ts'

const years = 10 * 365 * 86_400_000

it.each([
  ['years ahead', years],
  ['years behind', -years],
])('an agent whose clock was %s records on when it is put right, and all of it is taken', async (_, wrong) => {
  const { journal, file } = newJournal(noon)
  journal.close()
  const recording = await startRecording(file, noon + wrong)
  await recording.tick(3)
  recording.setBack(wrong)
  await recording.tick(4)
  // The tick that finds the clock changed knows nothing of the time before, if that was to come.
  const counted = wrong > 0 ? 6 : 7
  expect(sumsOf(recording.journal)).toMatchObject({ recordedMs: counted * sampleMs })
  await recording.stop()
  const again = await startRecording(file, recording.now())
  await again.tick(2)
  expect(sumsOf(again.journal).recordedMs).toBe((counted + 2) * sampleMs)
  expect(gapsIn(again.journal).every(({ start, end }) => end - start < 86_400_000)).toBe(true)
  for (const batch of uploadAll(again.journal, again.now())) expect(parseBatch(batch).refused).toEqual([])
  await again.stop()
})
