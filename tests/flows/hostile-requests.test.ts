import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningServer } from '../../src/server/server.ts'
import { openPostgres } from '../../src/server/store/postgres.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { aBatch, enroll, noon } from '../support/records.ts'
import { serve } from '../support/server.ts'
import { createDatabase } from '../support/stores.ts'

type Case = readonly [name: string, bytes: () => string | Buffer, answer: RegExp]

const openers = {
  sqlite: async () => openSqlite(':memory:'),
  postgres: async () => openPostgres(await createDatabase()),
}

describe.each(Object.entries(openers))('hostile requests (%s)', (_, open) => {
  let store: Store
  let server: RunningServer
  let token: string
  beforeAll(async () => {
    store = await open()
    token = (await enroll(store)).token
    server = await serve(store)
  })
  afterAll(async () => {
    await server.stop()
    await store.close()
  })

  /** What comes back for bytes as they are, until the answer is whole or the connection ends. */
  const exchange = (bytes: string | Buffer) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(server.url)
      const socket = connect(Number(port), hostname)
      let answer = ''
      const end = () => {
        socket.destroy()
        resolve(answer)
      }
      socket.on('error', end).on('close', end).setTimeout(3_000, end)
      socket.on('data', (chunk) => {
        answer += chunk
        const [head, body = ''] = answer.split('\r\n\r\n')
        if (body.length >= Number(/content-length: (\d+)/i.exec(head!)?.[1] ?? Number.POSITIVE_INFINITY)) end()
      })
      socket.write(bytes)
    })

  const post = (body: string | Buffer, ...headers: string[]): Buffer => {
    const all = [
      'Host: 127.0.0.1',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      ...headers,
    ]
    const kept = all.filter((line, i) => !all.slice(i + 1).some((l) => l.split(':')[0] === line.split(':')[0]))
    return Buffer.concat([
      Buffer.from(
        `POST /api/v1/batches HTTP/1.1\r\n${kept.filter((line) => !line.endsWith(':')).join('\r\n')}\r\n\r\n`,
      ),
      Buffer.from(body),
    ])
  }
  const json = (given: object) => post(JSON.stringify({ ...aBatch(), ...given }))
  const gzip = (bytes: Buffer) => post(bytes, 'Content-Encoding: gzip')
  const raw = (line: string) => `${line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`
  const refused = (status: number, code: string, at = '') =>
    new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*"code":"${code}"[\\s\\S]*${at}`)

  it.each<Case>([
    ['JSON that is a number', () => post('1'), refused(422, 'invalid')],
    ['JSON that is null', () => post('null'), refused(422, 'invalid')],
    ['JSON that is a text', () => post('"x"'), refused(422, 'invalid')],
    ['JSON that is a list', () => post('[]'), refused(422, 'invalid')],
    ['two JSON values', () => post('{}{}'), refused(400, 'json_invalid')],
    ['a comment', () => post('/* */{}'), refused(400, 'json_invalid')],
    ['NaN', () => post('{"v":NaN}'), refused(400, 'json_invalid')],
    ['a mark of the order of bytes', () => post(`\ufeff${JSON.stringify(aBatch())}`), refused(400, 'json_invalid')],
    [
      'bytes that are no UTF-8',
      () => post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
      /^HTTP\/1.1 4/,
    ],
    ['UTF-16', () => post(Buffer.from(JSON.stringify(aBatch()), 'utf16le')), refused(400, 'json_invalid')],
    ['nothing but spaces', () => post(' '.repeat(1_000)), refused(400, 'json_invalid')],
    [
      'a field twice',
      () => post(JSON.stringify(aBatch()).replace('{"v":1', '{"v":2,"v":3')),
      refused(422, 'invalid', '"v"'),
    ],
    [
      'constructor as a field',
      () => json({ constructor: { prototype: { admin: true } } }),
      refused(422, 'unknown_field'),
    ],
    [
      'a field with a long name',
      () => json({ ['x'.repeat(900_000)]: 1 }),
      refused(422, 'unknown_field', '"at":"x{100}"'),
    ],
    ['a field missing', () => json({ upto: undefined }), refused(422, 'invalid', 'upto')],
    ['rows that are an object', () => json({ processHours: { length: 1 } }), refused(422, 'invalid', 'processHours')],
    ['a row that is an object', () => json({ processHours: [{ 0: 0 }] }), refused(422, 'invalid', 'processHours')],
    ['a row that is too short', () => json({ processHours: [[0, 0, noon]] }), refused(422, 'invalid', 'processHours')],
    ['a row with one more', () => json({ processHours: [[0, 0, noon, 1, 1, 1, 1, 1, 1, 1]] }), refused(422, 'invalid')],
    ['-0.5 of an hour', () => json({ processHours: [[0, 0, noon, -0.5, 1, 1, 1, 1, 1]] }), refused(422, 'invalid')],
    ['a cursor of -1', () => json({ upto: -1 }), refused(422, 'invalid', 'upto')],
    ['a cursor of 2^53', () => json({ upto: 2 ** 53 }), refused(422, 'invalid', 'upto')],
    ['the largest cursor', () => json({ upto: 2 ** 53 - 1 }), /^HTTP\/1.1 200/],
    ['a clock at the end of time', () => json({ sentAt: 2 ** 53 - 1 }), /^HTTP\/1.1 (200|422)/],
    ['a clock before time', () => json({ sentAt: -(2 ** 53) + 1 }), /^HTTP\/1.1 (200|422)/],
    [
      'a stream that is no UUID',
      () => json({ stream: "'; drop table streams; --" }),
      refused(422, 'invalid', 'stream'),
    ],
    ['a long version', () => json({ agent: { version: 'x'.repeat(101), platform: 'x' } }), refused(422, 'invalid')],
    ['U+0000 in the platform', () => json({ agent: { version: 'x', platform: 'a\u0000' } }), refused(422, 'invalid')],
    ['a name of SQL', () => json({ subjects: [['app', "x'; drop table subjects; --", '%s%n']] }), /^HTTP\/1.1 200/],
    [
      'a name of emoji and right-to-left marks',
      () => json({ subjects: [['app', '\u202e👩‍👩‍👧', '\u2066\u2069']] }),
      /^HTTP\/1.1 200/,
    ],
    ['a name of 201 letters', () => json({ subjects: [['app', 'x', 'x'.repeat(201)]] }), refused(422, 'invalid')],
    [
      '1,001 subjects',
      () => json({ subjects: Array.from({ length: 1_001 }, (_, i) => ['app', `${i}`, 'x']) }),
      refused(422, 'too_many_rows'),
    ],
    [
      'U+0000 in the detail of a span',
      () => json({ spans: [[0, 'window', noon, noon + 1, 0, { title: '\u0000' }]] }),
      /^HTTP\/1.1 200[\s\S]*detail_invalid/,
    ],
    [
      'a detail of 5,000 letters',
      () => json({ spans: [[0, 'window', noon, noon + 1, 0, { title: 'x'.repeat(5_000) }]] }),
      /detail_too_large/,
    ],
    ['a detail that is a list', () => json({ spans: [[0, 'window', noon, noon + 1, 0, []]] }), refused(422, 'invalid')],
    [
      'a lineage that names itself',
      () => {
        const b = aBatch()
        return json({ ...b, lineage: [[b.stream, b.stream, 1]] })
      },
      /^HTTP\/1.1 [24]/,
    ],
    [
      'a lineage that names one stream twice',
      () => {
        const b = aBatch()
        return json({
          ...b,
          lineage: [
            [b.stream, null, null],
            [b.stream, null, null],
          ],
        })
      },
      /^HTTP\/1.1 [24]/,
    ],
    [
      'hours that overflow sums',
      () => json({ processHours: [[0, 0, noon, 2 ** 53 - 1, 1, 1, 1, 1, 1]] }),
      /out_of_range/,
    ],
    ['gzip in gzip', () => gzip(gzipSync(gzipSync(JSON.stringify(aBatch())))), refused(400, 'json_invalid')],
    [
      'gzip with something behind it',
      () => gzip(Buffer.concat([gzipSync(JSON.stringify(aBatch())), Buffer.from('x')])),
      /^HTTP\/1.1 (200|400)/,
    ],
    [
      'gzip whose checksum is wrong',
      () => {
        const b = gzipSync(JSON.stringify(aBatch()))
        b[b.length - 6]! ^= 1
        return gzip(b)
      },
      refused(400, 'body_truncated'),
    ],
    ['an empty gzip', () => gzip(gzipSync('')), refused(400, 'json_invalid')],
    ['a bomb of 100 MB', () => gzip(gzipSync(Buffer.alloc(100_000_000))), refused(413, 'too_large')],
    ['8 MB of lists in 8 kB', () => gzip(gzipSync(`{"v":[${'[],'.repeat(2_600_000)}[]]}`)), /^HTTP\/1.1 4/],
    ['two encodings', () => post('{}', 'Content-Encoding: gzip, gzip'), refused(415, 'encoding')],
    ['no content type', () => post('{}', 'Content-Type:'), refused(415, 'media_type')],
    ['a form', () => post('a=b', 'Content-Type: application/x-www-form-urlencoded'), refused(415, 'media_type')],
    ['another charset', () => post('{}', 'Content-Type: application/json; charset=utf-7'), /^HTTP\/1.1 4/],
    ['a token of basic', () => post('{}', 'Authorization: Basic YTpi'), refused(401, 'unauthenticated')],
    [
      'a token of 600 letters',
      () => post('{}', `Authorization: Bearer ${'x'.repeat(600)}`),
      refused(401, 'unauthenticated'),
    ],
    ['two tokens', () => post('{}', 'Authorization: Bearer a, Bearer b'), refused(401, 'unauthenticated')],
    ['another host', () => post('{}', 'Host: evil.example'), refused(421, 'misdirected')],
    ['no host', () => 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1.1 400/],
    ['PUT', () => raw('PUT /api/v1/batches HTTP/1.1'), refused(404, 'not_found')],
    ['a method of nobody', () => raw('BREW /api/v1/batches HTTP/1.1'), /^HTTP\/1.1 400/],
    ['a path upwards', () => raw('GET /../../etc/passwd HTTP/1.1'), refused(404, 'not_found')],
    ['a path in percent', () => raw('GET /%2e%2e/%00 HTTP/1.1'), /^HTTP\/1.1 4/],
    ['a whole address', () => raw('GET http://evil.example/api HTTP/1.1'), /^HTTP\/1.1 4/],
    ['a path of 9,000 letters', () => raw(`GET /${'x'.repeat(9_000)} HTTP/1.1`), refused(404, 'not_found')],
    ['heads of 40 kB', () => `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`, /^HTTP\/1.1 431/],
    ['a line break in a head', () => 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx: a\nb\r\n\r\n', /^HTTP\/1.1 400/],
    ['a TLS greeting', () => Buffer.from('16030100f8010000f40303', 'hex'), /^HTTP\/1.1 400/],
    [
      'an upgrade',
      () => 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      /^HTTP\/1.1 401/,
    ],
  ])('%s is answered clearly', async (_, bytes, wanted) => {
    const answer = await exchange(bytes())
    expect(answer.slice(0, 600)).toMatch(wanted)
    expect(answer).not.toMatch(/HTTP\/1.1 5|\.ts:\d|node_modules|sqlite|postgres|select |insert /i)
  })

  it('is well afterwards, and stores a good batch', async () => {
    expect(await exchange(json({}))).toMatch(/^HTTP\/1.1 200/)
  })
})
