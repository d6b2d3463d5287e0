import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isShortOfRoom } from '../../src/agent/journal/ballast.ts'
import { findFault } from '../../src/agent/journal/inspect.ts'
import { openJournalReader } from '../../src/agent/journal/open.ts'
import { totalMs } from '../../src/core/spans.ts'
import { chooseSeed, createRandom } from './random.ts'
import { type GapSeen, gapsIn, type Recording, sampleMs, startRecording, sumsOf } from './recording.ts'
import { noon } from './records.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

const seed = chooseSeed()

/** A disk that is filled under a recording agent, stays full for a while, and is freed. */
export function describeFullDisk(cycles: number): void {
  const disk = mountSmallDisk(4)
  afterAll(() => disk?.unmount())
  describe.skipIf(!disk)('an agent on a disk that fills up', () => {
    it(`stops visibly, loses nothing that was written, and goes on by itself, ${cycles} times`, {
      timeout: 600_000,
    }, async () => {
      const random = createRandom(seed)
      const file = join(disk!.folder, 'agent', 'journal.db')
      let recording = await startRecording(file, noon)
      await recording.tick(3)
      let full = 0
      for (let i = 0; i < cycles; i++) {
        full += await fillAndFree(disk!, file, recording, random)
        if (i % 4 !== 3) continue
        await recording.stop()
        expect(findFault(file)).toBeUndefined()
        recording = await startRecording(file, recording.now())
      }
      await recording.stop()
      expect(findFault(file)).toBeUndefined()
      console.log(`SEED=${seed}: ${cycles} cycles, full for ${full} samples`)
    })

    it('starts on a full disk, and waits there', async () => {
      const file = join(disk!.folder, 'other', 'journal.db')
      const first = await startRecording(file, noon)
      await first.tick(3)
      disk!.fill()
      await first.tick(8)
      await first.stop()
      const again = await startRecording(file, first.now())
      await again.tick(2)
      expect(again.told.at(-1)).toBe('disk_full')
      expect(again.samples).toBe(0)
      disk!.free()
      await again.tick(2)
      expect(again.told.at(-1)).toBe('recording')
      await again.stop()
      expect(findFault(file)).toBeUndefined()
    })
  })
}

/** @returns for how many samples the disk was full */
async function fillAndFree(
  disk: SmallDisk,
  file: string,
  { journal, tick, told, now }: Recording,
  random: () => number,
) {
  const writtenBefore = sumsOf(journal)
  const gapsBefore = fullGaps(gapsIn(journal))
  disk.fill()
  const ticks = 12 + Math.floor(random() * 30)
  let waited = 0
  for (; told.at(-1) !== 'disk_full'; waited++) {
    if (waited === 2_000) throw new Error(`a full disk was never noticed: ${disk.room()} bytes of room, SEED=${seed}`)
    await tick()
    if (told.at(-1) !== 'disk_full') disk.fill()
  }
  // Others take at once what the agent gives; or nobody does, and it may find some room of its own.
  const greedy = random() < 0.5
  for (let i = 0; i < ticks; i++) {
    if (greedy) disk.fill()
    await tick()
  }
  if (greedy) {
    expect(told.at(-1)).toBe('disk_full')
    expect(isShortOfRoom(file)).toBe(true)
    expect(existsSync(join(disk.folder, 'agent', 'ballast'))).toBe(false)
  }
  // What `agent status` reads is there while the disk is full.
  const reader = openJournalReader(file)
  const { gap } = reader
    .prepare<[], { gap: number }>("select max(end) as gap from gaps where reason = 'disk_full'")
    .get()!
  reader.close()
  expect(gap).toBeGreaterThanOrEqual(now() - ticks * sampleMs)
  disk.free()
  await tick(4)
  expect(told.at(-1)).toBe('recording')
  expect(isShortOfRoom(file)).toBe(false)
  const after = sumsOf(journal)
  const gaps = fullGaps(gapsIn(journal)) - gapsBefore
  expect(after.runningMs - writtenBefore.runningMs).toBeGreaterThanOrEqual(2 * sampleMs)
  // Every sample since is either recorded or a gap: nothing is lost, nothing is told twice.
  expect(after.recordedMs - writtenBefore.recordedMs + gaps).toBe((waited + ticks + 4) * sampleMs)
  return ticks
}

const fullGaps = (gaps: readonly GapSeen[]) => totalMs(gaps.filter(({ reason }) => reason === 'disk_full'))
