import { expect, it } from 'vitest'
import { createUploadPace, type UploadPace } from '../../src/agent/upload-pace.ts'
import { hourMs, minuteMs, secondMs } from '../../src/core/time.ts'
import { chooseSeed, createRandom } from './random.ts'

const uploadMs = 5 * minuteMs
const windowMs = 10 * secondMs
const outage = { start: 2 * hourMs, end: 3 * hourMs }
const endMs = 6 * hourMs

/** What a server that is in a bad way answers, or that nobody does. */
const answers = {
  'refuses connections': () => undefined,
  'answers 503 with Retry-After: 5': () => 5 * secondMs,
  'names the same instant to all': (now: number) => outage.end - now,
} as const

interface Agent {
  readonly pace: UploadPace
  missed: boolean
}

/** The real pace of many agents on one simulated clock; what a server that was away for an hour sees of them. */
export const describeStampede = (agents: number) =>
  it.each(Object.entries(answers))(
    `${agents} agents whose server %s for an hour do not come back together`,
    (name, leastMs) => {
      const seed = chooseSeed()
      const requests = countRequests(agents, createRandom(seed), leastMs)
      const steady = (agents * windowMs) / uploadMs
      const peak = (from: number, to: number) => Math.max(...requests.slice(from / windowMs, to / windowMs)) / steady
      const begun = peak(0, outage.start)
      const away = peak(outage.start, outage.end)
      const back = peak(outage.end, endMs)
      const [atStart, meanwhile, after] = [begun, away, back].map((ratio) => `${ratio.toFixed(1)} ×`)
      console.log(
        `SEED=${seed} ${name}: peak in 10 s ${atStart} steady when all start at once, ${meanwhile} while it is away, ${after} when it is back`,
      )
      for (const ratio of [begun, back]) expect(ratio).toBeLessThanOrEqual(3)
      // One that is away has nothing to do; one that refuses has little.
      expect(away).toBeLessThanOrEqual(5)
    },
  )

/** @returns how many requests the server gets in each window */
function countRequests(agents: number, random: () => number, leastMs: (now: number) => number | undefined): number[] {
  const due: Agent[][] = []
  const put = (at: number, agent: Agent) => {
    const second = Math.ceil(at / secondMs)
    due[second] = [...(due[second] ?? []), agent]
  }
  for (let i = 0; i < agents; i++) {
    const pace = createUploadPace(uploadMs, random)
    put(pace.first(), { pace, missed: false })
  }
  const requests: number[] = Array(endMs / windowMs).fill(0)
  const ask = (agent: Agent, now: number) => {
    const away = now >= outage.start && now < outage.end
    // What waited for an hour takes a second batch.
    requests[Math.floor(now / windowMs)]! += !away && agent.missed ? 2 : 1
    agent.missed = away
    put(now + (away ? agent.pace.failed(leastMs(now)) : agent.pace.succeeded(undefined)), agent)
  }
  for (let second = 0; second < endMs / secondMs; second++) {
    for (const agent of due[second] ?? []) ask(agent, second * secondMs)
    delete due[second]
  }
  return requests
}
