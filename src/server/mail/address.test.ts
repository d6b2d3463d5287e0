import { describe, expect, it } from 'vitest'
import { toAddress } from './address.ts'

describe('toAddress', () => {
  it.each([
    ['ana@example.org', 'ana@example.org'],
    ['Ana.Souza+reports@mail.example.org', 'Ana.Souza+reports@mail.example.org'],
    ["o'neil@localhost", "o'neil@localhost"],
    ['ana@exämple.org', 'ana@xn--exmple-cua.org'],
  ])('toAddress › takes %s', (text, address) => {
    expect(toAddress(text)).toBe(address)
  })

  it.each([
    '',
    'nobody',
    '@example.org',
    'ana@',
    'ana@example.org,evil@example.org',
    'ana@example.org evil@example.org',
    'ana@example.org; evil@example.org',
    'ana@evil@example.org',
    'ana@example.org\r\nBcc: evil@example.org',
    'ana@example.org\n',
    'ana\r\n@example.org',
    'ana@example.org> SIZE=1\r\nRCPT TO:<evil@example.org',
    'Ana <ana@example.org>',
    '"ana@evil.example x"@example.org',
    'g: a@example.org;',
    '.ana@example.org',
    'ana@-example.org',
    'ana@example..org',
    'ana\u202e@example.org',
    'ana@example.org\u0000',
    `${'a'.repeat(65)}@example.org`,
    `ana@${'a.'.repeat(130)}org`,
  ])('toAddress › refuses %j', (text) => {
    expect(() => toAddress(text)).toThrow(expect.objectContaining({ code: 'email_invalid' }))
  })
})
