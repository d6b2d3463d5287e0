import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { checkSameSite } from './same-site.ts'

const check = (headers: Readonly<Record<string, string>>) => () =>
  checkSameSite({ headers: { host: 'audit.example.org', ...headers } } as unknown as IncomingMessage)

describe('checkSameSite', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }],
    [{ origin: 'https://audit.example.org' }],
    [{}],
  ])('takes %j', (headers) => {
    expect(check(headers)).not.toThrow()
  })

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'same-origin, cross-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://audit.example.org' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://audit.example.org.evil.example' }],
    [{ origin: 'https://audit.example.org:8443' }],
    [{ origin: 'null' }],
    [{ origin: 'nonsense' }],
  ])('refuses %j', (headers) => {
    expect(check(headers)).toThrowError(expect.objectContaining({ code: 'forbidden' }))
  })
})
