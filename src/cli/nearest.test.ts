import { expect, it } from 'vitest'
import { nearest } from './nearest.ts'

it('nearest › forgives a letter or two, not another word', () => {
  expect(nearest('prot', ['host', 'port', 'path'])).toBe('port')
  expect(nearest('server.prot', ['server.host', 'server.port'])).toBe('server.port')
  expect(nearest('zebra', ['host', 'port'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
