import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { Pool } from 'undici'
import { api } from '../../src/protocol/api.ts'
import type { Store } from '../../src/server/store/store.ts'
import { change, type Fuzzed, tellsOfInside, values } from './fuzz-trial.ts'
import { type Call, callOf } from './isolation/calls.ts'
import { pageCallsOf, toPageRequest } from './isolation/page-calls.ts'
import { type Caller, openIsolationWorld } from './isolation/world.ts'
import { createRandom } from './random.ts'
import { pages } from './routes.ts'

type Random = () => number

const connections = 8
const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!

export interface FuzzedApi extends Fuzzed {
  /** Endpoints and pages that were asked, of how many there are. */
  readonly asked: number
  readonly all: number
  /** Of the whole process, from a fifth of the time on: the server, this trial, and the database's own memory. */
  readonly rssGrowthMb: number
}

/** Sends changed requests to every endpoint and page, as everybody who may and who may not. */
export async function fuzzApi(store: Store, most: number, mostMs: number, seed: number): Promise<FuzzedApi> {
  const world = await openIsolationWorld(store)
  const pool = new Pool(world.url, { connections })
  const state = { requests: 0, codes: {} as Record<string, number>, bad: [] as string[], asked: new Set<string>() }
  const start = Date.now()
  let early: NodeJS.MemoryUsage | undefined
  const run = async (random: Random) => {
    while (state.requests < most && Date.now() - start < mostMs && state.bad.length < 10) {
      const isWarm = state.requests > most / 5 || Date.now() - start > mostMs / 5
      if (isWarm) early ??= measure()
      await sendOne(pool, pick(random, world.callers), random, state).catch(
        (error) => void state.bad.push(String(error)),
      )
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, i) => run(createRandom(seed + i))))
  const late = measure()
  await pool.close()
  await world.close()
  const { requests, codes, bad, asked } = state
  return {
    ...{ requests, codes, bad, asked: asked.size, all: api.length + pages.length },
    heapGrowthMb: (late.heapUsed - (early ?? late).heapUsed) / 1e6,
    rssGrowthMb: (late.rss - (early ?? late).rss) / 1e6,
  }
}

/** What is still in use: what is only waiting to be swept up would hide what is never let go. */
function measure() {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage()
}

interface State {
  requests: number
  readonly codes: Record<string, number>
  readonly bad: string[]
  readonly asked: Set<string>
}

async function sendOne(pool: Pool, caller: Caller, random: Random, state: State) {
  const n = state.requests++
  const { name, call } = drawCall(caller, random)
  state.asked.add(name)
  const { path, body, headers } = changeCall(call, random)
  const from = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
  const all = {
    ...caller.headers,
    'x-forwarded-for': from,
    ...(call.type && { 'content-type': call.type }),
    ...headers,
  }
  const answer = await pool.request({ method: call.method as 'GET', path, headers: all, body: body ?? null })
  const text = await answer.body.text()
  const code = /"(?:code|error)":"(\w+)"/.exec(text)?.[1] ?? ''
  const key = `${answer.statusCode} ${code}`
  state.codes[key] = (state.codes[key] ?? 0) + 1
  const isClear = answer.statusCode < 500 && (answer.statusCode < 400 || text !== '') && !tellsOfInside(text)
  if (!isClear)
    state.bad.push(
      `${text.slice(0, 1_000)} to ${call.method} ${path} by ${caller.name}: ${String(body).slice(0, 1_000)}`,
    )
  if (answer.statusCode < 400 && call.method !== 'GET') await caller.renew()
}

function drawCall(caller: Caller, random: Random): { readonly name: string; readonly call: Call } {
  const { orgId } = caller.home
  const at = Math.floor(random() * (api.length + pages.length))
  const endpoint = api[at]
  if (endpoint) return { name: `${endpoint.method} ${endpoint.path}`, call: callOf(endpoint, orgId) }
  const name = pages[at - api.length]!
  return { name, call: toPageRequest(name, pick(random, pageCallsOf(name)), orgId) }
}

type Changed = {
  readonly path: string
  readonly body?: string | Buffer | undefined
  readonly headers?: Record<string, string>
}

function changeCall({ path, body, type }: Call, random: Random): Changed {
  const to = random() < 0.3 ? changePath(path, random) : path
  if (body === undefined) return { path: to }
  if (random() < 0.15) return { path: to, ...breakBody(body, random) }
  const changed = type === 'application/json' ? changeJson(body, random) : changeForm(body, random)
  return { path: to, body: changed, ...(random() < 0.05 && { headers: { 'content-type': 'text/plain' } }) }
}

/** What can stand in a path: whatever it is, it is sent as bytes that a path may have. */
const inPath = (value: unknown) => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(text.slice(0, 2_000).replace(/[\ud800-\udfff]/g, '%'))
}

function changePath(path: string, random: Random): string {
  const value = inPath(pick(random, values)(random))
  if (random() < 0.3)
    return `${path}${path.includes('?') ? '&' : '?'}${pick(random, ['org', 'month', 'code', 'x', '__proto__'])}=${value}`
  const parts = path.split('/')
  const at = 1 + Math.floor(random() * (parts.length - 1))
  parts[at] = pick(random, [value, '%', '%zz', '%00', '..', '%2e%2e', '%ff', '', '9007199254740993', '-1', '0x1'])
  return parts.join('/')
}

function changeJson(body: string, random: Random): string {
  const changed = JSON.parse(body) as unknown
  for (let i = Math.floor(random() * 4); i >= 0; i--) change(changed, random)
  return JSON.stringify(changed)
}

function changeForm(body: string, random: Random): string {
  const fields = Object.fromEntries(new URLSearchParams(body))
  const changed: Record<string, unknown> = { ...fields }
  for (let i = Math.floor(random() * 3); i >= 0; i--) change(changed, random)
  const sent = Object.entries(changed).map(([key, value]) => `${inPath(key)}=${inPath(value)}`)
  return sent.join(pick(random, ['&', '&', '&', '&&', ';', '&='])) + pick(random, ['', '', '%', '=%zz', '&%00=%00'])
}

function breakBody(body: string, random: Random): { readonly body: Buffer; readonly headers: Record<string, string> } {
  const isZipped = random() < 0.4
  const bytes = isZipped ? gzipSync(body, { level: 1 }) : Buffer.from(body)
  if (bytes.length > 0 && random() < 0.8)
    for (let i = Math.floor(random() * 5); i >= 0; i--)
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  const cut = random() < 0.3 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes
  return { body: cut, headers: isZipped ? { 'content-encoding': 'gzip' } : {} }
}
