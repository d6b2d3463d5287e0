import { request } from 'undici'
import { afterEach, expect, it } from 'vitest'
import { settingKeys } from '../../src/cli/settings.ts'
import type { RunningServer } from '../../src/server/server.ts'
import { newFolder, runProgram } from '../support/program.ts'
import { parseMetrics } from '../support/prometheus.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

const token = 'scrape-me-0123456789'
const listen = { host: '127.0.0.1', port: 0 }

let servers: RunningServer[] = []
afterEach(async () => {
  for (const server of servers) await server.stop()
  servers = []
})

async function serveHere(...[store, given]: Parameters<typeof serve>): Promise<RunningServer> {
  const server = await serve(store, given)
  servers.push(server)
  return server
}

describeStores('/metrics', (open) => {
  it('tells in strict text what was stored, refused and is left to do', async () => {
    const store = await open()
    const { token: device } = await enroll(store)
    const server = await serveHere(store, { metrics: { listen } })
    const send = async (body: object, authorization = `Bearer ${device}`) => {
      const headers = { authorization, 'content-type': 'application/json' }
      const answer = await request(`${server.url}/api/v1/batches`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      await answer.body.dump()
      return answer.statusCode
    }
    const batch = aBatch()
    expect(await send({ ...batch, gaps: [[0, noon, noon - 1, 'off']] })).toBe(200)
    expect(await send({ ...batch, v: 2 })).toBe(422)
    expect(await send(batch, 'Bearer nobody')).toBe(401)
    const answer = await request(server.metricsUrl!)
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    const metrics = parseMetrics(await answer.body.text())
    const figure = (name: string, labels: Record<string, string> = {}) =>
      metrics
        .get(name.replace(/_(bucket|sum|count)$/, ''))
        ?.samples.find(
          (sample) => sample.name === name && Object.entries(labels).every(([k, v]) => sample.labels[k] === v),
        )?.value
    expect(figure('usage_audit_batches_total')).toBe(1)
    expect(figure('usage_audit_rows_total', { outcome: 'stored' })).toBe(2)
    expect(figure('usage_audit_rows_total', { outcome: 'refused' })).toBe(1)
    expect(figure('usage_audit_refusals_total', { code: 'invalid' })).toBe(1)
    expect(figure('usage_audit_refusals_total', { code: 'unauthenticated' })).toBe(1)
    const route = '/api/v1/batches'
    expect(figure('usage_audit_http_request_duration_seconds_count', { route })).toBe(3)
    expect(figure('usage_audit_requests_in_flight')).toBe(0)
    expect(figure('usage_audit_devices')).toBe(1)
    expect(figure('usage_audit_devices_silent')).toBe(0)
    expect(figure('usage_audit_last_upload_timestamp_seconds')).toBe(noon / 1_000)
    expect(figure('usage_audit_database_up')).toBe(1)
    expect(figure('usage_audit_database_size_bytes')).toBeGreaterThan(10_000)
    expect(figure('process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
    expect(figure('process_cpu_seconds_total')).toBeGreaterThan(0)
    expect(figure('usage_audit_rollup_backlog_days')).toBeGreaterThanOrEqual(0)
    expect(figure('usage_audit_event_loop_delay_p99_seconds')).toBeGreaterThanOrEqual(0)
  })

  it('are at the public address only for who shows the token, and nowhere unless asked for', async () => {
    const store = await open()
    const silent = await serveHere(store)
    expect((await request(`${silent.url}/metrics`)).statusCode).toBe(404)
    const server = await serveHere(store, { metrics: { token } })
    const ask = async (headers: Record<string, string>) =>
      (await request(`${server.url}/metrics`, { headers })).statusCode
    expect(await ask({})).toBe(401)
    expect(await ask({ authorization: 'Bearer scrape-me-0123456780' })).toBe(401)
    expect(await ask({ authorization: `Bearer ${token}` })).toBe(200)
    expect(server.metricsUrl).toBeUndefined()
  })
})

it('settings › refuse metrics for the network without a token, and never show the token', async () => {
  const run = (...lines: [string, string][]) => {
    const env = { ...process.env, ...Object.fromEntries(lines) }
    return runProgram(['config', 'show', '--data-dir', newFolder()], env)
  }
  const bare = await run(['USAGE_AUDIT_SERVER__METRICS', '0.0.0.0:9464'])
  expect([bare.exit, bare.err]).toEqual([78, expect.stringContaining('set server.metrics_token too')])
  const wrong = await run(['USAGE_AUDIT_SERVER__METRICS', '9464'])
  expect([wrong.exit, wrong.err]).toEqual([78, expect.stringContaining('must be HOST:PORT')])
  const right = await run(['USAGE_AUDIT_SERVER__METRICS', '0.0.0.0:9464'], ['USAGE_AUDIT_SERVER__METRICS_TOKEN', token])
  expect(right.exit).toBe(0)
  expect(right.out).toContain('server.metrics')
  expect(right.out).not.toContain(token)
  expect(settingKeys).toContain('server.metrics_token')
})
