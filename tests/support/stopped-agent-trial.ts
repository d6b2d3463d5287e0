import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { openJournalReader } from '../../src/agent/journal/open.ts'
import type { Interval } from '../../src/core/spans.ts'
import { totalMs } from '../../src/core/spans.ts'
import { cleanEnvironment, newFolder, startProgram } from './program.ts'

/** The real agent, stopped as a debugger or a frozen session does. */
export const describeStoppedAgent = (stopMs: number, rounds: number) =>
  it(`credits nothing while it is stopped for ${stopMs / 1_000} s, ${rounds} times`, {
    timeout: rounds * (stopMs + 60_000),
  }, async () => {
    const folder = newFolder()
    const env = { USAGE_AUDIT_DATA_DIR: folder, USAGE_AUDIT_AGENT__SAMPLE: '1s', USAGE_AUDIT_AGENT__GENTLE: 'false' }
    const agent = startProgram(['agent'], cleanEnvironment({ ...env, DISPLAY: '', WAYLAND_DISPLAY: '' }))
    onTestFinished(() => void agent.kill('SIGKILL'))
    await sleep(5_000)
    let stoppedMs = 0
    for (let round = 0; round < rounds; round++) {
      const start = Date.now()
      agent.kill('SIGSTOP')
      await sleep(stopMs)
      agent.kill('SIGCONT')
      stoppedMs += Date.now() - start
      await sleep(8_000)
    }
    agent.kill('SIGTERM')
    await once(agent, 'exit')
    const db = openJournalReader(join(folder, 'agent/journal.db'))
    const recorded = db
      .prepare<[], Interval>("select start, end from spans where source = 'clock' order by start")
      .all()
    const gaps = db.prepare<[], Interval>("select start, end from gaps where reason = 'not_running'").all()
    db.close()
    const all = recorded.at(-1)!.end - recorded[0]!.start
    const truth = all - stoppedMs
    console.log(
      `stopped ${rounds} × ${stopMs / 1_000} s: ${totalMs(recorded)} ms recorded of ${truth} ms awake, gaps ${totalMs(gaps)} ms for ${stoppedMs} ms`,
    )
    expect(totalMs(recorded) + totalMs(gaps)).toBe(all)
    // The sample that was cut short on either side is not watched either.
    expect(truth - totalMs(recorded)).toBeLessThan(rounds * 2_500)
    expect(totalMs(recorded)).toBeLessThanOrEqual(truth + 100)
  })
