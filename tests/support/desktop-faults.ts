import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Desktop } from './desktop.ts'
import { recordDesktop } from './presence-truth.ts'

/** A desktop that ends is watched by nobody until it is back. */
export async function checkRestarted(desktop: Desktop): Promise<void> {
  const recording = await recordDesktop(desktop, '1s')
  await recording.untilWatched(['input', 'window'])
  await desktop.kill()
  const killedAt = Date.now()
  await recording.untilWatched([])
  await sleep(1_000)
  const restartedAt = Date.now()
  await desktop.restart()
  await recording.untilWatched(['input', 'window'])
  await desktop.openWindow('editor')
  const { before } = await desktop.bringToFront('editor')
  await sleep(1_500)
  await recording.stop()
  const windows = (await recording.readSpans()).filter(({ source }) => source === 'window')
  for (const { start, end } of windows) expect(end < killedAt + 500 || start >= restartedAt).toBe(true)
  expect(windows.find(({ start }) => start >= restartedAt)).toMatchObject({ app: desktop.keyOf('editor') })
  expect(before).toBeGreaterThan(restartedAt)
  expect((await recording.readToday()).watchedMs).toBeLessThan((await recording.readToday()).recordedMs - 1_000)
}

/** A desktop that answers nobody is watched by nobody until it answers. */
export async function checkFrozen(desktop: Desktop): Promise<void> {
  const recording = await recordDesktop(desktop, '1s')
  await recording.untilWatched(['input', 'window'])
  const frozenAt = Date.now()
  desktop.freeze()
  await recording.untilWatched([])
  desktop.thaw()
  await recording.untilWatched(['input', 'window'])
  await recording.stop()
  const clocks = (await recording.readSpans()).filter(({ source }) => source === 'clock')
  const blind = clocks.find(({ detail, start }) => !detail?.watched && start >= frozenAt)
  // What was written before it was noticed stays: at most the patience with the desktop, a poll and a sample.
  expect(blind!.start - frozenAt).toBeLessThan(9_000)
}
