import { afterEach, expect, it } from 'vitest'
import { api } from '../../src/protocol/api.ts'
import { type AccountWorld, openAccountWorld } from '../support/accounts.ts'
import { tellsOfInside } from '../support/fuzz-trial.ts'
import { callOf } from '../support/isolation/calls.ts'
import { pageCallsOf, toPageRequest } from '../support/isolation/page-calls.ts'
import { pages } from '../support/routes.ts'
import { testAccess } from '../support/server.ts'
import { describeStores } from '../support/stores.ts'

/** With something in the place of every parameter. */
const fill = (path: string, given: string) => path.replace(':org', '1').replace(/:\w+/g, given)

const long = 'x'.repeat(20_000)
const hostile: readonly unknown[] = [
  ...[null, [], 'x', 7, {}, JSON.parse('{"__proto__":{"role":"owner"}}'), { constructor: 1 }, { unknown: 1 }],
  ...['', ' ', long, 'a\u0000b', '\ud800', 1e308, -1, true, null, {}, []].map((value) => ({
    ...{ email: value, password: value, token: value, code: value, name: value, role: value, locale: value },
    ...{ zone: value, shares: value, current: value },
  })),
]

/** On every answer, also on a refusal. */
const always = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }

/** Each page with something in every field, and with it in the one that names something: else the first look would end it. */
const hostilePages = () =>
  pages.flatMap((name) =>
    pageCallsOf(name).flatMap((call) =>
      ['\u0000', '\uffff\u0000', long, '%', '../..'].flatMap((given) => {
        const form = Object.fromEntries(Object.keys(call.form ?? {}).map((field) => [field, given]))
        return [
          { name, given, call },
          { name, given, call: { ...call, form } },
        ]
      }),
    ),
  )

describeStores('every endpoint that people call', (open) => {
  const endpoints = api.filter(({ access }) => access !== 'device')
  let world: AccountWorld
  afterEach(() => world.server.stop())

  it('is only for who is signed in, unless it lets people in', async () => {
    world = await openAccountWorld(await open())
    for (const { method, path } of endpoints.filter(({ access }) => access !== 'public')) {
      const { status, body } = await world.visitor().call(method, fill(path, 'x'), {})
      expect([path, status, body.error.code]).toEqual([path, 401, 'unauthenticated'])
    }
  })

  it('answers whatever it is sent clearly', { timeout: 90_000 }, async () => {
    // Each asks from an address of its own, or limits would answer instead.
    const often = { perSecond: 10_000, burst: 10_000 }
    world = await openAccountWorld(await open(), {
      http: { port: 0, host: '127.0.0.1', behindProxy: true },
      access: { ...testAccess, limits: { person: often, stranger: often } },
    })
    let asked = 0
    // What goes on for as long as somebody listens takes nothing, and has a test of its own.
    for (const { method, path } of endpoints.filter(({ id }) => id !== 'myLive'))
      for (const body of hostile) {
        const isOver = path === '/api/v1/session' && method === 'DELETE'
        const caller = isOver ? world.visitor() : world.owner
        const from = { 'x-forwarded-for': `10.0.${asked >> 8}.${asked++ & 255}` }
        const answer = await caller.call(method, fill(path, '%00%F0%9F%A6%8A'), body, from)
        expect([path, body, answer.status]).toEqual([
          path,
          body,
          expect.toSatisfy((status: number) => status < 500 && status !== 429),
        ])
        if (answer.status >= 400)
          expect(answer.body.error).toMatchObject({ code: expect.any(String), message: expect.any(String) })
        expect(JSON.stringify(answer.body)).not.toSatisfy(tellsOfInside)
      }
  })

  it('and whatever it is asked for', async () => {
    const often = { perSecond: 10_000, burst: 10_000 }
    world = await openAccountWorld(await open(), {
      access: { ...testAccess, limits: { person: often, stranger: often } },
    })
    for (const endpoint of endpoints.filter(({ id, method }) => method === 'GET' && id !== 'myLive')) {
      const [path, query] = callOf(endpoint, 1).path.split('?')
      for (const field of new URLSearchParams(query).keys())
        for (const given of [
          '\u0000',
          'a\u0000b',
          "'",
          '%',
          '\\',
          '__proto__',
          '9007199254740993',
          'x'.repeat(3_000),
        ]) {
          const asked = new URLSearchParams(query)
          asked.set(field, given)
          const { status, body } = await world.owner.call('GET', `${path}?${asked}`)
          expect([path, field, given, status]).toEqual([
            path,
            field,
            given,
            expect.toSatisfy((code: number) => code < 500),
          ])
          if (status >= 400) expect(body.error).toMatchObject({ code: expect.any(String), message: expect.any(String) })
          expect(JSON.stringify(body)).not.toSatisfy(tellsOfInside)
        }
    }
  })

  it('and every page and form', async () => {
    const often = { perSecond: 10_000, burst: 10_000 }
    world = await openAccountWorld(await open(), {
      http: { port: 0, host: '127.0.0.1', behindProxy: true },
      access: { ...testAccess, limits: { person: often, stranger: often } },
    })
    let asked = 0
    for (const { name, given, call } of hostilePages()) {
      const { method, path, body } = toPageRequest(name, call, 1, given)
      const from = { 'x-forwarded-for': `10.1.${asked >> 8}.${asked++ & 255}` }
      const cookie = world.owner.cookie() ?? ''
      const {
        status,
        headers,
        body: told,
      } = method === 'GET'
        ? await world.owner.call('GET', path, undefined, from)
        : await world.visitor({ cookie }).submit(path, Object.fromEntries(new URLSearchParams(body)), from)
      expect([name, given, status]).toEqual([name, given, expect.toSatisfy((code: number) => code < 500)])
      if (status === 431) continue // an address that is too long is refused before anybody looks at it
      expect([name, headers]).toMatchObject([name, always])
      expect(JSON.stringify(told)).not.toMatch(/sqlite|select |insert |node_modules|\.ts:\d/i)
    }
  })
})
