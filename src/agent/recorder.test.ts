import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newFolder } from '../../tests/support/program.ts'
import { startRecording } from '../../tests/support/recording.ts'
import { hourMs, minuteMs } from '../core/time.ts'

const noon = Date.UTC(2026, 10, 2, 12)

it('createRecorder › goes on in a new stream where the clock was set, so that one stream has one clock', async () => {
  const recording = await startRecording(join(newFolder(), 'journal.db'), noon)
  const streams = () => recording.journal.db.prepare<[], { n: number }>('select count(*) as n from streams').get()!.n
  await recording.tick(3)
  recording.setBack(5_000)
  await recording.tick(3)
  expect(streams()).toBe(1)
  recording.setBack(-hourMs)
  await recording.tick(3)
  expect(streams()).toBe(2)
  recording.setBack(hourMs + minuteMs)
  await recording.tick(3)
  expect(streams()).toBe(3)
  const clocks = recording.journal.db
    .prepare<[], { stream: number }>("select distinct stream from spans where source = 'clock' order by stream")
    .all()
  expect(clocks.length).toBeGreaterThanOrEqual(2)
  await recording.stop()
})
