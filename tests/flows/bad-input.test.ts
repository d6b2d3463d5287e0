import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../src/server/server.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'

let store: Store
let server: RunningServer
let token: string
let ownerId: string

beforeAll(async () => {
  store = openSqlite(':memory:')
  const enrolled = await enroll(store)
  token = enrolled.token
  ownerId = enrolled.user.id
  server = await serve(store)
})
afterAll(async () => {
  await server.stop()
  await store.close()
})

interface Sent {
  readonly body?: string | Buffer
  readonly headers?: Record<string, string>
}

async function send({ body = '', headers = {} }: Sent): Promise<[number, string, string | undefined]> {
  const answer = await request(`${server.url}/api/v1/batches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body,
  })
  const text = await answer.body.text()
  expect(text).not.toMatch(/ at .*\.(ts|js):\d+|sqlite|select |node_modules/i)
  const { error } = JSON.parse(text)
  return [answer.statusCode, error?.code ?? 'ok', error?.at]
}

/** The head of an upload with one more header, then bytes as they are; the answer as it came within two seconds. */
function sendRaw(header: string, body: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  const head = [`Host: ${hostname}`, `Authorization: Bearer ${token}`, 'Content-Type: application/json', header]
  socket.write(`POST /api/v1/batches HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`)
  return new Promise((resolve) => {
    let answer = ''
    const end = () => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('error', end).on('close', end).setTimeout(2_000, end)
    socket.on('data', (bytes) => {
      answer += bytes
      if (/\r\n\r\n.*\}|400 Bad Request/s.test(answer)) end()
    })
  })
}

const json = (value: unknown): Sent => ({ body: JSON.stringify(value) })
const batchWith = (given: object) => json({ ...aBatch(), ...given })
const hour = (...changed: [index: number, value: unknown][]) => {
  const row: unknown[] = [0, 0, noon, 1, 1, 1, 1, 1, 1]
  for (const [index, value] of changed) row[index] = value
  return batchWith({ processHours: [row] })
}
const gzipped = (bytes: Buffer): Sent => ({ body: bytes, headers: { 'content-encoding': 'gzip' } })
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

describe('POST /api/v1/batches › bad input', () => {
  it.each<[string, () => Sent, [number, string, (string | undefined)?]]>([
    ['a good batch', () => json(aBatch()), [200, 'ok']],
    ['no body', () => ({}), [400, 'body_missing']],
    ['truncated JSON', () => ({ body: JSON.stringify(aBatch()).slice(0, -9) }), [400, 'json_invalid']],
    ['JSON as text', () => ({ ...json(aBatch()), headers: { 'content-type': 'text/plain' } }), [415, 'media_type']],
    ['1 MB and a byte', () => ({ body: 'x'.repeat(1_000_001) }), [413, 'too_large']],
    ['a gzip bomb', () => gzipped(gzipSync(Buffer.alloc(50_000_000, 'x'))), [413, 'too_large']],
    ['truncated gzip', () => gzipped(gzipSync(JSON.stringify(aBatch())).subarray(0, 60)), [400, 'body_truncated']],
    ['gzip that is none', () => gzipped(Buffer.from('not gzip')), [400, 'body_truncated']],
    ['another encoding', () => ({ body: 'x', headers: { 'content-encoding': 'br' } }), [415, 'encoding']],
    [
      'a million bad entries',
      () =>
        gzipped(
          gzipSync(
            JSON.stringify({ ...aBatch(), spans: 0 }).replace('"spans":0', `"spans":[0${',0'.repeat(3_900_000)}]`),
          ),
        ),
      [422, 'too_many_rows'],
    ],
    ['U+0000 in a name', () => batchWith({ subjects: [['app', 'a\u0000b', 'x']] }), [422, 'invalid', 'subjects[0][1]']],
    ['half a character', () => batchWith({ subjects: [['app', 'a', '\ud800']] }), [422, 'invalid', 'subjects[0][2]']],
    ['deep nesting', () => ({ body: nested(40) }), [400, 'json_too_deep']],
    ['very deep nesting', () => ({ body: `${'['.repeat(400_000)}` }), [400, 'json_invalid']],
    ['an unknown field', () => batchWith({ extra: 1 }), [422, 'unknown_field', 'extra']],
    [
      '__proto__ as a field',
      () => ({ body: JSON.stringify(aBatch()).replace('{', '{"__proto__":{"admin":true},') }),
      [422, 'unknown_field', '__proto__'],
    ],
    ['another version', () => batchWith({ v: 2 }), [422, 'invalid', 'v']],
    [
      'an infinite number',
      () => ({ body: JSON.stringify(aBatch()).replace('360]', '1e999]') }),
      [422, 'invalid', 'processHours[0][8]'],
    ],
    [
      'a number above 2^53',
      () => ({ body: JSON.stringify(aBatch()).replace('360]', '9007199254740993]') }),
      [422, 'invalid', 'processHours[0][8]'],
    ],
    ['a number as text', () => hour([3, '1']), [422, 'invalid', 'processHours[0][3]']],
    ['a negative number', () => hour([4, -1]), [422, 'invalid', 'processHours[0][4]']],
    ['a fraction', () => hour([4, 1.5]), [422, 'invalid', 'processHours[0][4]']],
    ['a stream that is not in the list', () => hour([0, 7]), [422, 'invalid', 'processHours[0][0]']],
    ['an app that is not in the list', () => hour([1, 7]), [422, 'invalid', 'processHours[0][1]']],
    ['an instant in seconds', () => hour([2, noon / 1000]), [422, 'time_unit', 'processHours[0][2]']],
    [
      '501 rows',
      () => batchWith({ processHours: Array.from({ length: 501 }, () => [0, 0, noon, 1, 1, 1, 1, 1, 1]) }),
      [422, 'too_many_rows'],
    ],
    [
      'a zone on Mars',
      () => batchWith({ spans: [[0, 'clock', noon, noon + 1, null, { zone: 'Mars/Base', offsetMs: 0 }]] }),
      [422, 'tz_unknown', 'spans[0][5]'],
    ],
    [
      'a stream of nobody',
      () => batchWith({ streams: ['6f3f6bd2-5d6b-4b43-9d3b-0a8f5d4e9d11'] }),
      [422, 'invalid', 'streams[0]'],
    ],
    ['no token', () => ({ ...json(aBatch()), headers: { authorization: '' } }), [401, 'unauthenticated']],
    ['a wrong token', () => ({ ...json(aBatch()), headers: { authorization: 'Bearer no' } }), [401, 'unauthenticated']],
    ['another host', () => ({ ...json(aBatch()), headers: { host: 'evil.example' } }), [421, 'misdirected']],
  ])('%s', async (_, sent, [status, code, at]) => {
    expect(await send(sent())).toEqual([status, code, at])
  })

  it('refuses single rows that are wrong in themselves and takes the rest', async () => {
    const rows = [
      [0, 'clock', noon, noon - 1, null, null],
      [0, 'clock', noon, noon + 26 * 3_600_000, null, null],
      [0, 'thought', noon, noon + 1, null, null],
      [0, 'clock', noon, noon + 1, null, null],
      [0, 'clock', 4_200_000_000_000, 4_200_000_000_001, null, { zone: 'UTC', offsetMs: 0 }],
    ]
    const answer = await request(`${server.url}/api/v1/batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...aBatch(), spans: rows }),
    })
    const { refused } = (await answer.body.json()) as { refused: { code: string }[] }
    expect(refused.map(({ code }) => code)).toEqual([
      'reversed',
      'too_long',
      'source_unknown',
      'detail_invalid',
      'instant_out_of_range',
    ])
  })

  const tooLong = 'x'.repeat(1_000_001)
  const chunked = `${tooLong.length.toString(16)}\r\n${tooLong}\r\n`
  it.each([
    ['comes in chunks, its length unsaid', 'Transfer-Encoding: chunked', `${chunked}0\r\n\r\n`, 413],
    ['comes in chunks that do not end', 'Transfer-Encoding: chunked', chunked, 413],
    ['is announced too long, before any of it is there', 'Content-Length: 1000001', '', 413],
    ['is longer than announced', 'Content-Length: 5', tooLong, 400],
    ['has two lengths', 'Content-Length: 5\r\nTransfer-Encoding: chunked', `${chunked}0\r\n\r\n`, 400],
  ])('reads no more than 1 MB of a body that %s', async (_, header, body, status) => {
    const answer = await sendRaw(header, body)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    if (status === 413) expect(answer).toContain('"too_large"')
    expect((await request(`${server.url}/readyz`)).statusCode).toBe(200)
  })

  it('closes a connection whose body stops coming, and stays well', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /api/v1/batches HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"v":`,
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    expect((await request(`${server.url}/readyz`)).statusCode).toBe(200)
  })
})

describe('other addresses', () => {
  it.each([
    ['/api/v1/nothing', 404, 'not_found'],
    ['/assets/x.js', 404, 'not_found'],
    ['/%ff', 400, 'usage'],
    ['/api/v1/device', 401, 'unauthenticated'],
  ])('%s', async (path, status, code) => {
    const answer = await request(`${server.url}${path}`)
    expect([answer.statusCode, ((await answer.body.json()) as { error: { code: string } }).error.code]).toEqual([
      status,
      code,
    ])
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('tell health', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await request(server.url + path)).statusCode).toBe(200)
  })
})

describe('the page', () => {
  it('shows the report to whoever followed the link, once', async () => {
    expect((await request(`${server.url}/`)).statusCode).toBe(401)
    const link = await server.createSignInLink(ownerId)
    const signedIn = await request(link)
    expect(signedIn.statusCode).toBe(303)
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    const page = await request(`${server.url}/month`, { headers: { cookie } })
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(await page.body.text()).toContain('Ana')
    expect((await request(link)).statusCode).toBe(410)
    expect((await request(`${server.url}/month?month=13`, { headers: { cookie } })).statusCode).toBe(422)
  })
})
