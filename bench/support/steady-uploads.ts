import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Client } from 'undici'
import { hourMs, minuteMs } from '../../src/core/time.ts'
import { type Batch, ingest } from '../../src/protocol/batches.ts'

/** How long each device waits between two uploads. */
const pauseMs = 100

/** Uploads from a process of their own until `stop`, which tells how long each took, ascending. */
export interface Uploads {
  stop(): Promise<number[]>
}

/** @param bundle `import.meta.url` of a bench that exports `uploadHere` */
export async function startUploads(bundle: string, url: string, tokens: readonly string[]): Promise<Uploads> {
  const args = [bundle, url, tokens].map((each) => JSON.stringify(each))
  const script = `const { uploadHere } = await import(${args[0]}); await uploadHere(${args[1]}, ${args[2]})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return {
    stop: async () => {
      const answer = once(child, 'message')
      child.send('stop')
      const [{ latencies }] = (await answer) as [{ latencies: number[] }]
      child.disconnect()
      await once(child, 'exit')
      return latencies.sort((a, b) => a - b)
    },
  }
}

export async function uploadHere(url: string, tokens: readonly string[]): Promise<void> {
  const latencies: number[] = []
  let stopping = false
  process.once('message', () => {
    stopping = true
  })
  process.send!('ready')
  const uploadSteadily = async (token: string) => {
    const client = new Client(url)
    const stream = randomUUID()
    for (let upto = 1; !stopping; upto++) {
      const body = gzipSync(JSON.stringify(toBatch(stream, upto)))
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }
      const start = performance.now()
      const response = await client.request({ method: 'POST', path: ingest.path, headers, body })
      const text = await response.body.text()
      if (response.statusCode !== 200) throw new Error(`the server answered ${response.statusCode}: ${text}`)
      latencies.push(performance.now() - start)
      await setTimeout(pauseMs)
    }
    await client.close()
  }
  await Promise.all(tokens.map(uploadSteadily))
  process.send!({ latencies })
}

/** What a minute changed: the same hour of sixty apps, grown. */
function toBatch(stream: string, upto: number): Batch {
  const hour = Math.floor(Date.now() / hourMs) * hourMs
  const subjects = Array.from({ length: 60 }, (_, i): Batch['subjects'][number] => ['app', `app-${i}`, `App ${i}`])
  return {
    v: 1,
    batch: randomUUID(),
    stream,
    after: null,
    upto,
    lineage: [[stream, null, null]],
    sentAt: Date.now(),
    agent: { version: '0.1.0', platform: 'linux-x64' },
    subjects,
    streams: [stream],
    processHours: subjects.map((_, i) => [0, i, hour, minuteMs, upto, 1, upto, 2_000, upto]),
    spans: [[0, 'clock', hour, hour + minuteMs + upto, null, { zone: 'UTC', offsetMs: 0 }]],
    gaps: [],
  }
}
