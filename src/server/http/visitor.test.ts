import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { readCookie } from './cookies.ts'
import { isSecure, visitorOf } from './visitor.ts'

const here = { host: '127.0.0.1', behindProxy: false }
const proxied = { ...here, behindProxy: true, trustedProxies: ['192.0.2.1'], publicUrl: 'https://audit.example.org' }
const request = (headers: Readonly<Record<string, string>>, encrypted = false) =>
  ({ headers, socket: { remoteAddress: '192.0.2.1', encrypted } }) as unknown as IncomingMessage

describe('visitorOf', () => {
  it('takes the address of the connection, and what a proxy says only behind one', () => {
    const forged = request({ 'x-forwarded-for': '198.51.100.7, 203.0.113.5' })
    expect(visitorOf(forged, here).address).toBe('192.0.2.1')
    expect(visitorOf(forged, proxied).address).toBe('203.0.113.5')
    expect(visitorOf(request({}), proxied).address).toBe('192.0.2.1')
  })

  it.each([
    ['pt-PT,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['de-DE,en;q=0.5', 'en'],
    ['fr', 'en'],
    ['', 'en'],
  ])('speaks %s as %s', (accepted, locale) => {
    expect(visitorOf(request({ 'accept-language': accepted }), here).locale).toBe(locale)
  })
})

it('isSecure › is whether the browser came by https', () => {
  expect(isSecure(request({}, true), here)).toBe(true)
  expect(isSecure(request({ host: 'audit.example.org' }), proxied)).toBe(true)
  expect(isSecure(request({ host: '127.0.0.1:8787' }), proxied)).toBe(false)
  expect(isSecure(request({ 'x-forwarded-proto': 'https' }), { ...proxied, publicUrl: undefined })).toBe(true)
  expect(isSecure(request({ 'x-forwarded-proto': 'https' }), { ...here, behindProxy: true })).toBe(false)
  expect(isSecure(request({ 'x-forwarded-proto': 'https' }), here)).toBe(false)
})

it('readCookie › takes over https only the name that nobody else can set', () => {
  const secret = 'a'.repeat(43)
  const both = `usage_audit=${'b'.repeat(43)}; __Host-usage_audit=${secret}`
  expect(readCookie(request({ cookie: both }, true), here)).toBe(secret)
  expect(readCookie(request({ cookie: `usage_audit=${secret}` }, true), here)).toBeUndefined()
  expect(readCookie(request({ cookie: `usage_audit=${secret}` }), here)).toBe(secret)
  expect(readCookie(request({ cookie: 'usage_audit=<script>' }), here)).toBeUndefined()
})
