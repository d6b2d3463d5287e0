import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseAddress, toAddress } from './addresses.ts'

it.each([
  ['ana@example.org', { name: '', address: 'ana@example.org' }],
  [' Ana Lima <ana@example.org> ', { name: 'Ana Lima', address: 'ana@example.org' }],
  ['"Lima, Ana" <ana@example.org>', { name: 'Lima, Ana', address: 'ana@example.org' }],
  ['João <joao@exemplo.com.br>', { name: 'João', address: 'joao@exemplo.com.br' }],
  ['Ana <ana@exämple.org>', { name: 'Ana', address: 'ana@xn--exmple-cua.org' }],
  ['usage-audit@localhost', { name: '', address: 'usage-audit@localhost' }],
])('parseAddress › reads %j', (text, address) => {
  expect(parseAddress(text)).toEqual(address)
})

it.each([
  ['ana@example.org', 'ana@example.org'],
  ['Ana.Souza+reports@mail.example.org', 'Ana.Souza+reports@mail.example.org'],
  ['ana@EXAMPLE.org', 'ana@example.org'],
  ["o'neil@localhost", "o'neil@localhost"],
  ['ana@exämple.org', 'ana@xn--exmple-cua.org'],
])('toAddress › takes %s', (text, address) => {
  expect(toAddress(text)).toBe(address)
})

const refused = [
  '',
  'ana',
  '@example.org',
  'ana@',
  'a b@example.org',
  '<ana@example.org',
  'ana@example.org, bia@example.org',
  'ana@example.org,evil@example.org',
  'ana@example.org evil@example.org',
  'ana@example.org; evil@example.org',
  'Ana <ana@example.org>, Bia <bia@example.org>',
  'ana@evil@example.org',
  'ana@example.org\r\nBcc: evil@example.org',
  'ana@example.org\n',
  'ana\r\n@example.org',
  'ana@example.org> SIZE=1\r\nRCPT TO:<evil@example.org',
  '"ana@evil.example x"@example.org',
  'g: a@example.org;',
  '.ana@example.org',
  'ana.@example.org',
  'ana..lima@example.org',
  'Ana <ana..lima@example.org>',
  'ana@-example.org',
  'ana@example..org',
  'ana@192.0.2.1',
  'ana@example.1',
  'ana@0x7f',
  'ana\u202e@example.org',
  'ana@example.org\u0000',
  'ana@example.org\u0085',
  `${'a'.repeat(65)}@example.org`,
  `ana@${'a.'.repeat(130)}org`,
]

it.each(refused)('parseAddress, toAddress › refuse %j', (text) => {
  expect(parseAddress(text)).toBeUndefined()
  expect(() => toAddress(text)).toThrow(expect.objectContaining({ code: 'email_invalid' }))
})

it('toAddress › takes no name beside the address', () => {
  expect(() => toAddress('Ana <ana@example.org>')).toThrow(expect.objectContaining({ code: 'email_invalid' }))
})

it('parseAddress › gives only what toAddress takes, and takes all that toAddress takes', () => {
  const piece = fc.constantFrom(
    'ana',
    '.',
    '..',
    '-',
    '@',
    'org',
    'ä',
    '１',
    '9',
    ' ',
    '<',
    '>',
    '"',
    ',',
    '+',
    '\n',
    '_',
  )
  const local = fc.string({ unit: piece, maxLength: 5 })
  const text = fc.tuple(local, fc.constantFrom('@', '', '@@'), local).map((parts) => parts.join(''))
  const written = fc.oneof(
    text,
    text.map((each) => `Ana <${each}>`),
  )
  fc.assert(
    fc.property(written, (each) => {
      const parsed = parseAddress(each)
      if (parsed) expect(toAddress(parsed.address)).toBe(parsed.address)
      const direct = attempt(() => toAddress(each))
      if (direct !== undefined) expect(parsed).toEqual({ name: '', address: direct })
    }),
    { numRuns: 2_000 },
  )
})

function attempt(make: () => string): string | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
