import type { ChildProcess } from 'node:child_process'
import { vi } from 'vitest'

/** Waits for what a program says, on either stream, and gives the first group of it, or all. */
export function listen(child: ChildProcess): (wanted: RegExp) => Promise<string> {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk
    })
  return (wanted) =>
    vi.waitFor(
      () => {
        const found = wanted.exec(said)
        if (!found) throw new Error(`not yet:\n${said}`)
        return found[1] ?? found[0]
      },
      { timeout: 30_000, interval: 50 },
    )
}
