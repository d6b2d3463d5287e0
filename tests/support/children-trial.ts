import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openJournalReader } from '../../src/agent/journal/open.ts'
import { until } from './desktop.ts'
import { needs } from './needs.ts'
import { cleanEnvironment, newFolder } from './program.ts'

/** Reads of `/proc` need nobody's help: the kernel is asked what the real agent starts. */
export const describeChildren = (samples: number) =>
  it.skipIf(process.platform !== 'linux' || !needs('strace', 'strace'))(
    `starts no other program while it takes ${samples} samples`,
    { timeout: samples * 3_000 + 60_000 },
    async () => {
      const folder = newFolder()
      const trace = join(folder, 'trace')
      const journal = join(folder, 'agent/journal.db')
      const env = cleanEnvironment({
        USAGE_AUDIT_DATA_DIR: folder,
        USAGE_AUDIT_AGENT__SAMPLE: '1s',
        USAGE_AUDIT_AGENT__GENTLE: 'false',
      })
      const agent = ['-f', '-qq', '-e', 'trace=execve,fork,vfork,clone,clone3', '-o', trace, process.execPath]
      const child = spawn('strace', [...agent, 'bin/usage-audit.js', 'agent'], { env, stdio: 'ignore' })
      try {
        const taken = () => until(async () => (existsSync(journal) ? countSamples(journal) : 0))
        while ((await taken()) < samples) await sleep(500)
      } finally {
        // The tracer ends with what it traces.
        process.kill(Number(readFileSync(join(folder, 'agent/agent.pid'), 'utf8')), 'SIGTERM')
        await once(child, 'exit')
      }
      const lines = readFileSync(trace, 'utf8').split('\n')
      // Threads are its own: what is left are programs, and the first of them is Node itself.
      const started = lines.filter((line) => /\b(execve|v?fork|clone3?)\(/.test(line) && !line.includes('CLONE_THREAD'))
      console.log(`${samples} samples: ${started.length - 1} programs started`)
      expect(started.slice(1)).toEqual([])
      expect(started[0]).toContain('execve')
    },
  )

/** The app that is always there is the agent itself. */
function countSamples(journal: string): number {
  const db = openJournalReader(journal)
  try {
    return db.prepare<[], { n: number | null }>('select max(samples) as n from process_hours').get()!.n ?? 0
  } finally {
    db.close()
  }
}
