import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { isAlive } from '../agent/lock.ts'

/*
 * Where the server that runs here listens, which a flag may have told it alone: commands beside it print links that lead there.
 */

const schema = z.object({ url: z.url(), pid: z.int().min(1) })

const fileIn = (folder: string) => join(folder, 'serving.json')

/** Keeps where this process serves. A disk that has no room for it serves all the same. @returns forgets it again */
export function noteServed(folder: string, url: string): () => void {
  const file = fileIn(folder)
  try {
    writeFileSync(file, `${JSON.stringify({ url, pid: process.pid })}\n`, { mode: 0o600 })
  } catch {
    return () => {}
  }
  return () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true })
  }
}

/** The address of the server that runs by this folder; undefined if none does. */
export function readServed(folder: string): string | undefined {
  const found = read(fileIn(folder))
  return found && isAlive(found.pid) ? found.url : undefined
}

/** A file that a killed server left, or half wrote, is none. */
function read(file: string): z.output<typeof schema> | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
