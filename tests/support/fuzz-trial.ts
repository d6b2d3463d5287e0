import { gzipSync } from 'node:zlib'
import { Client } from 'undici'
import { expect } from 'vitest'
import type { Store } from '../../src/server/store/store.ts'
import { createRandom } from './random.ts'
import { aBatch, enroll, noon } from './records.ts'
import { serve } from './server.ts'

const connections = 8
/** More a second than a device may send: the trial looks at the answers behind that. */
const limits = { device: { perSecond: 1e9, burst: 1e9 }, org: { perSecond: 1e9, burst: 1e9 } }

export interface Fuzzed {
  readonly requests: number
  readonly codes: Readonly<Record<string, number>>
  /** Answers of 500 and more, or that tell of the inside; with what was sent. */
  readonly bad: readonly string[]
  readonly heapGrowthMb: number
}

/** Sends requests that are good but for some changes, as many as asked for or until time is over. */
export async function fuzz(store: Store, most: number, mostMs: number, seed: number): Promise<Fuzzed> {
  const { token } = await enroll(store)
  const server = await serve(store, { limits })
  const codes: Record<string, number> = {}
  const bad: string[] = []
  const deadline = Date.now() + mostMs
  let requests = 0
  const count = (code: string) => {
    codes[code] = (codes[code] ?? 0) + 1
  }
  const sendOne = async (client: Client, { body, headers: changed }: ReturnType<typeof draw>) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...changed }
    const answer = await client.request({ method: 'POST', path: '/api/v1/batches', headers, body })
    const text = await answer.body.text()
    const code = answer.statusCode === 200 ? 'ok' : /"code":"(\w+)"/.exec(text)?.[1]
    count(`${answer.statusCode} ${code}`)
    const isClear = answer.statusCode < 500 && code && !tellsOfInside(text)
    if (!isClear) bad.push(`${text} to ${body.toString('utf8').slice(0, 2_000)}`)
  }
  const run = async (random: () => number) => {
    const client = new Client(server.url)
    while (requests < most && Date.now() < deadline && bad.length < 10) {
      requests++
      await sendOne(client, draw(random)).catch((error) => void bad.push(String(error)))
    }
    await client.destroy()
  }
  const before = process.memoryUsage().heapUsed
  await Promise.all(Array.from({ length: connections }, (_, i) => run(createRandom(seed + i))))
  globalThis.gc?.()
  const heapGrowthMb = (process.memoryUsage().heapUsed - before) / 1e6
  await server.stop()
  expect(requests).toBeGreaterThan(0)
  return { requests, codes, bad, heapGrowthMb }
}

/** Of the rules that everybody begins with one is about programs for databases, and names them. */
const namedByRules = /\*sqlitebrowser\*|\*\/postgres\b|container:postgres\b/g

/** A stack, a path of the server or a statement of the database in an answer. */
export const tellsOfInside = (text: string): boolean =>
  /\.[tj]s:\d|node_modules|sqlite|postgres|select |insert /i.test(text.replace(namedByRules, ''))

/** What stands where something else should. */
export const values: readonly ((random: () => number) => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => -1,
  () => 1.5,
  () => 2 ** 53,
  () => -(2 ** 53),
  () => 1e308,
  () => noon / 1_000,
  () => '',
  () => '\u0000',
  () => '\ud800',
  () => '__proto__',
  () => "'; drop table devices; --",
  () => '../../etc/passwd',
  () => [],
  () => ({}),
  () => ({ toString: 1, constructor: 1, __proto__: null }),
  (random) => 'x'.repeat(Math.floor(random() * 5_000)),
  (random) => Math.floor((random() - 0.5) * 2 ** 54),
  (random) => noon + Math.floor((random() - 0.5) * 1e13),
  (random) => String.fromCharCode(...Array.from({ length: 20 }, () => Math.floor(random() * 65_536))),
  (random) => Array.from({ length: Math.floor(random() * 600) }, () => 0),
]

function draw(random: () => number): { body: Buffer; headers: Record<string, string> } {
  const given = aBatch(
    random() < 0.5
      ? { gaps: [[0, noon, noon + 1, 'off']] }
      : { spans: [[0, 'window', noon, noon + 9, 0, { title: 'x' }]] },
  )
  const changed = structuredClone(given) as unknown
  for (let i = Math.floor(random() * 4); i >= 0; i--) change(changed, random)
  const json = JSON.stringify(changed) ?? ''
  const kind = random()
  if (kind < 0.75) return { body: Buffer.from(json), headers: {} }
  const zipped = gzipSync(json, { level: 1 })
  if (kind < 0.8) return { body: zipped, headers: { 'content-encoding': 'gzip' } }
  const broken = Buffer.from(kind < 0.9 ? zipped : json)
  for (let i = Math.floor(random() * 5); i >= 0; i--)
    broken[Math.floor(random() * broken.length)] = Math.floor(random() * 256)
  const cut = random() < 0.3 ? broken.subarray(0, Math.floor(random() * broken.length)) : broken
  return { body: cut, headers: kind < 0.9 ? { 'content-encoding': 'gzip' } : {} }
}

/** Puts something somewhere, takes something away, or adds something. */
export function change(node: unknown, random: () => number): void {
  let at = node as Record<string, unknown>
  for (;;) {
    const keys = Object.keys(at)
    const key = keys[Math.floor(random() * keys.length)] ?? 'x'
    const inner = at[key]
    if (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && random() < 0.8) {
      at = inner as Record<string, unknown>
      continue
    }
    if (random() < 0.1) delete at[key]
    else at[random() < 0.1 ? '__proto__x' : key] = values[Math.floor(random() * values.length)]!(random)
    return
  }
}
