import type { IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCallers, isNetwork, type ProxyRule } from './proxy.ts'

const ask = (rule: ProxyRule, remoteAddress: string, headers: Record<string, string> = {}) => {
  const request = { socket: { remoteAddress }, headers } as unknown as IncomingMessage
  const callers = createCallers(rule)
  return {
    client: callers.clientAddress(request),
    secure: callers.isSecure(request),
    host: callers.host(request),
  }
}
const behind = (...trustedProxies: string[]): ProxyRule => ({ behindProxy: true, trustedProxies })
const lies = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  host: 'audit.example',
}

describe('who asks', () => {
  it('is the other end of the connection where no proxy was told of', () => {
    const told = ask({ behindProxy: false }, '127.0.0.1', lies)
    expect(told).toEqual({ client: '127.0.0.1', secure: false, host: 'audit.example' })
  })

  it('is the other end where that is no trusted proxy', () => {
    expect(ask({ behindProxy: true }, '10.0.0.7', lies).client).toBe('10.0.0.7')
    expect(ask(behind('10.0.0.1'), '127.0.0.1', lies)).toMatchObject({ client: '127.0.0.1', secure: false })
  })

  it('is whom a proxy on this computer names', () => {
    const told = ask({ behindProxy: true }, '::ffff:127.0.0.1', lies)
    expect(told).toEqual({ client: '203.0.113.9', secure: true, host: 'evil.example' })
  })

  it.each([
    ['1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['1.1.1.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['10.0.0.9, 10.0.0.2', '10.0.0.9'],
    ['1.1.1.1, nonsense, 10.0.0.2', '10.0.0.2'],
    ['203.0.113.9:4711', '203.0.113.9'],
    ['', '10.0.0.1'],
  ])('behind proxies that wrote "%s" is %s', (header, client) => {
    expect(ask(behind('10.0.0.0/8'), '10.0.0.1', { 'x-forwarded-for': header }).client).toBe(client)
  })

  it('is read from Forwarded too, unless the two disagree', () => {
    const forwarded = 'for="[2001:db8::7]:4711";proto=https;host=audit.example'
    expect(ask(behind('::1'), '::1', { forwarded })).toEqual({
      client: '2001:db8::7',
      secure: true,
      host: 'audit.example',
    })
    expect(ask(behind('::1'), '::1', { forwarded, 'x-forwarded-for': '1.1.1.1' }).client).toBe('::1')
  })

  it('never is what stands left of the one that a proxy wrote down', () => {
    const claims = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 5 })
    fc.assert(
      fc.property(claims, (claimed) => {
        const header = [...claimed.map((each) => each.replaceAll(',', '')), '203.0.113.9'].join(', ')
        expect(ask({ behindProxy: true }, '127.0.0.1', { 'x-forwarded-for': header }).client).toBe('203.0.113.9')
      }),
    )
  })
})

it.each([
  ['10.0.0.1', true],
  ['10.0.0.0/8', true],
  ['fd00::/8', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/', false],
  ['proxy.example', false],
  ['', false],
])('"%s" is a network: %s', (text, is) => {
  expect(isNetwork(text)).toBe(is)
})
