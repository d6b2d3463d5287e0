import { expect, it } from 'vitest'
import { isLoopback } from './hosts.ts'

it.each(['localhost', 'LOCALHOST', 'audit.localhost', 'a.b.localhost', '127.0.0.1', '127.255.0.99', '::1', '[::1]'])(
  'isLoopback › %s is this computer',
  (host) => {
    expect(isLoopback(host)).toBe(true)
  },
)

it.each([
  '',
  'localhost.example.org',
  'notlocalhost',
  '.localhost',
  'evil.example/.localhost',
  '127.0.0.1.example.org',
  '127.0.0.256',
  '127.1',
  '128.0.0.1',
  '0.0.0.0',
  '::',
  '::11',
  '[::1',
  '192.168.0.1',
])('isLoopback › %j may be another', (host) => {
  expect(isLoopback(host)).toBe(false)
})
