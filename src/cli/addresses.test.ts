import { expect, it } from 'vitest'
import { parseAddress } from './addresses.ts'

it.each([
  ['ana@example.org', { name: '', address: 'ana@example.org' }],
  [' Ana Lima <ana@example.org> ', { name: 'Ana Lima', address: 'ana@example.org' }],
  ['"Lima, Ana" <ana@example.org>', { name: 'Lima, Ana', address: 'ana@example.org' }],
  ['João <joao@exemplo.com.br>', { name: 'João', address: 'joao@exemplo.com.br' }],
  ['usage-audit@localhost', { name: '', address: 'usage-audit@localhost' }],
])('parseAddress › reads %j', (text, address) => {
  expect(parseAddress(text)).toEqual(address)
})

it.each([
  '',
  'ana',
  'a@b.org, c@d.org',
  'a@b.org;c@d.org',
  'Ana <a@b.org>, Bia <c@d.org>',
  'a@b.org\r\nBcc: c@d.org',
  'a b@c.org',
  '<a@b.org',
  'a@-b.org',
  'a@b..org',
  `${'a'.repeat(250)}@b.org`,
])('parseAddress › refuses %j', (text) => {
  expect(parseAddress(text)).toBeUndefined()
})
