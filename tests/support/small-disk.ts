import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './program.ts'

/** A disk of a few megabytes that a test may fill. */
export interface SmallDisk {
  readonly folder: string
  /** Takes all room that is left. */
  fill(): void
  free(): void
  room(): number
  unmount(): void
}

/** Mounts one; undefined, said loudly, where that takes rights that we do not have. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = newFolder()
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  if (status !== 0) {
    console.warn(`\n*** SKIPPED: no small disk without the right to mount one: ${String(stderr).trim()} ***\n`)
    return undefined
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    fill: () => fillUp(filler),
    free: () => rmSync(filler, { force: true }),
    room: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    unmount: () => spawnSync('umount', ['-l', folder]),
  }
}

function fillUp(file: string): void {
  const handle = openSync(file, 'a')
  try {
    for (const chunk of [65_536, 4_096]) writeUntilFull(handle, Buffer.alloc(chunk, 1))
  } finally {
    closeSync(handle)
  }
}

function writeUntilFull(handle: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(handle, chunk)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
