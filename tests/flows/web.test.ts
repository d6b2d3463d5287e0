import { readdirSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isScreenAddress } from '../../src/protocol/screens.ts'
import { screenPaths } from '../../src/server/routes/web.ts'
import { openSqlite } from '../../src/server/store/sqlite.ts'
import type { Store } from '../../src/server/store/store.ts'
import { type AccountWorld, goodPassword, openAccountWorld } from '../support/accounts.ts'

describe('the files of the web', () => {
  let store: Store
  let world: AccountWorld
  beforeAll(async () => {
    store = await openSqlite(':memory:')
    world = await openAccountWorld(store)
  })
  afterAll(async () => {
    await world.server.stop()
    await store.close()
  })

  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    request(world.server.url + path, { headers })
  const signedIn = {
    get cookie() {
      return world.owner.cookie()!
    },
  }

  it('are one page at the address of every screen, which may run and load nothing from elsewhere', async () => {
    for (const path of screenPaths.map((path) => path.replace(/:\w+/g, '1'))) {
      const { statusCode, headers, body } = await ask(path, { cookie: signedIn.cookie })
      expect([path, statusCode]).toEqual([path, 200])
      expect(await body.text()).toContain('<div id="root">')
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-content-type-options']).toBe('nosniff')
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'; script-src 'self'; style-src 'self'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
    }
  })

  it('are kept for ever by a browser, packed as it takes them, for their names come from what is in them', async () => {
    const page = await (await ask('/', { cookie: signedIn.cookie })).body.text()
    const [, script] = /src="(\/assets\/[\w-]+\.js)"/.exec(page)!
    const plain = await ask(script!)
    const text = await plain.body.text()
    expect(plain.headers['content-encoding']).toBeUndefined()
    for (const [accepts, coding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
    ] as const) {
      const { headers, body } = await ask(script!, { 'accept-encoding': accepts })
      expect(headers).toMatchObject({
        'content-encoding': coding,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'text/javascript; charset=utf-8',
        vary: 'accept-encoding',
      })
      const bytes = Buffer.from(await body.arrayBuffer())
      if (coding === 'gzip') expect(gunzipSync(bytes).toString()).toBe(text)
    }
    expect(text.length).toBeGreaterThan(10_000)
  })

  it('hold no other file, whatever it is called', async () => {
    const names = readdirSync('dist/web/assets')
    for (const name of [
      '..%2Findex.html',
      '..%2F..%2Fmain.js',
      `${names.find((one) => one.endsWith('.br'))}`,
      '.',
      'x',
    ])
      expect([name, (await ask(`/assets/${name}`)).statusCode]).toEqual([name, 404])
  })

  it('are asked for after a sign-in, which leads back to where somebody was on the way to', async () => {
    const visitor = world.visitor()
    const out = await visitor.call('GET', '/?period=2026-10')
    expect([out.status, out.body]).toEqual([401, expect.stringContaining('name="next" value="/?period=2026-10"')])
    const sent = { email: 'ana@example.org', password: goodPassword, next: '/?period=2026-10' }
    expect((await visitor.submit('/sign-in', sent)).headers.location).toBe('/?period=2026-10')
  })
})

it('tells the address of a screen from any other', () => {
  for (const address of ['/', '/?period=2026-10', '/?org=2&period=2026-W44'])
    expect(isScreenAddress(address)).toBe(true)
  for (const address of [
    '//evil.example',
    '/\\evil',
    'https://evil.example/',
    '/?x=<b>',
    '/api/v1/me',
    '/?next=//evil#x',
    '',
  ])
    expect([address, isScreenAddress(address)]).toEqual([address, false])
})
