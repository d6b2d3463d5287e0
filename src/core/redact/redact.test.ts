import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { honestTitles } from '../../../tests/support/honest-titles.ts'
import { canBeRead, plantSecrets } from '../../../tests/support/planted-secrets.ts'
import { chooseSeed } from '../../../tests/support/random.ts'
import { type Redactor, redact, titleLength } from './redact.ts'

describe('redact', () => {
  const cases: readonly (readonly [kind: Redactor, title: string, kept: string])[] = [
    ['card', 'Pay 4111 1111 1111 1111 12/28 now', 'Pay [card] 12/28 now'],
    ['card', '3782-822463-10005', '[card]'],
    ['card', '４１１１\u200b１１１１-1111 1111', '[card]'],
    ['CPF', 'CPF 529.982.247-25 ok', 'CPF [CPF] ok'],
    ['CPF', '52998224725', '[CPF]'],
    ['CNPJ', 'Empresa 11.222.333/0001-81', 'Empresa [CNPJ]'],
    ['CNPJ', '12.ABC.345/01DE-35', '[CNPJ]'],
    ['CNPJ', '12abc34501de35', '[CNPJ]'],
    ['IBAN', 'To DE89 3704 0044 0532 0130 00 today', 'To [IBAN] today'],
    ['phone', 'Call +55 11 91234-5678', 'Call [phone]'],
    ['phone', '(11) 3123-4567 - Contact', '[phone] - Contact'],
    ['e-mail', 'Inbox of ana.lima+x@example.com.br', 'Inbox of [e-mail]'],
    ['key', 'AKIAIOSFODNN7EXAMPLE in logs', '[key] in logs'],
    ['key', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', '[token]'],
    ['key', '-----BEGIN EC PRIVATE KEY----- MHcCAQ', '[private key]'],
    ['key', 'Bearer abcdef123456', 'Bearer [token]'],
    ['password', 'senha: gato123 - notes', 'senha: [secret] - notes'],
    ['password', 'PASSWORD=correcthorse', 'PASSWORD=[secret]'],
    ['url', 'https://ana:pw@example.org/reset?t=abc#x - Chrome', 'https://example.org/… - Chrome'],
    ['url', 'example.org/reset?t=abc - Chrome', 'example.org/… - Chrome'],
    ['url', 'http://127.0.0.1:8080/a/b', 'http://127.0.0.1:8080/…'],
    ['url', 'file:///home/ana/secret.pdf', 'file:///…'],
    ['url', 'postgres://ana:s3cret@db/prod', 'postgres://db/…'],
    ['random', 'Edit 3f786850e387550fdab836ed7e6dc881de23001b', 'Edit [secret]'],
    ['random', 'Zx8Kq2LmP0vRt7YwN4bHs6Jd', '[secret]'],
  ]
  it.each(cases)('redact › %s: %s', (kind, title, kept) => {
    expect(redact(title)).toEqual({ text: kept, found: [kind] })
  })

  it.each([
    ['a card whose check digit is wrong', '4111 1111 1111 1112'],
    ['a number of a length that no card has', '411111111111111111111111'],
    ['a CPF whose check digits are wrong, or that is one digit only', '529.982.247-26 111.111.111-11'],
    ['a CNPJ whose check digits are wrong', '11.222.333/0001-82'],
    ['a package and its version', 'react@18.2.0'],
    ['where a terminal is', 'ana@laptop: ~/src'],
    ['an instant', '2026-11-22T15:30:00.123Z 1795398056995'],
    ['the host alone', 'https://example.org'],
  ])('redact › keeps %s', (_, title) => {
    expect(redact(title)).toEqual({ text: title, found: [] })
  })

  it('redact › finds 99 % of the secrets planted in titles, and hardly touches honest ones', () => {
    const seed = chooseSeed()
    const planted = plantSecrets(seed, 60)
    const read = planted.filter((each) => canBeRead(each, redact(each.title).text))
    const touched = honestTitles.filter((title) => redact(title).found.length > 0)
    const share = 1 - read.length / planted.length
    console.log(
      `${planted.length} planted: ${(100 * share).toFixed(2)} % redacted; missed: ${JSON.stringify(read.slice(0, 12))}`,
    )
    console.log(
      `${honestTitles.length} honest: ${((100 * touched.length) / honestTitles.length).toFixed(2)} % touched: ${JSON.stringify(touched)}`,
    )
    expect(
      planted.every((each) => canBeRead(each, each.title)),
      `SEED=${seed}`,
    ).toBe(true)
    expect([planted.length >= 500, honestTitles.length >= 300]).toEqual([true, true])
    expect(share, `SEED=${seed}`).toBeGreaterThanOrEqual(0.99)
    expect(touched.length / honestTitles.length).toBeLessThanOrEqual(0.01)
  })

  it('redact › leaves no part of a secret at the end, wherever it is cut', () => {
    const [secret] = plantSecrets(1, 1).filter(({ kind }) => kind === 'card')
    for (let at = titleLength - 30; at < titleLength + 5; at++) {
      const { text } = redact(`${'a '.repeat(at).slice(0, at)} ${secret!.title}`)
      expect(text.length).toBeLessThanOrEqual(titleLength)
      expect(canBeRead(secret!, text), String(at)).toBe(false)
    }
  })

  it('redact › makes one short harmless line of anything', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '4111 1111 1111 1111',
        'ana@example.org',
        'https://a.bc/d?e=f',
        '\u200b',
        '\ud800',
        '\u001b[2J',
        '１',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { text } = redact(pieces.join(' '))
        expect(text.length).toBeLessThanOrEqual(titleLength)
        expect(text).not.toMatch(/[\p{Cc}\p{Cs}\n]/u)
        expect(text).not.toContain('4111 1111')
        expect(text).not.toContain('ana@example.org')
      }),
    )
  })

  it.each([
    'a',
    '1 ',
    'a.',
    'a-',
    'eyJ',
    'AB12 ',
    'https://',
    'a@',
    'password:',
    '?a=',
    '--BEGIN ',
    '+1',
    '(11) ',
    '４',
    '/',
  ])('redact › takes no longer for a title of nothing but %j', (piece) => {
    const title = piece.repeat(100_000 / piece.length)
    redact(title)
    const started = performance.now()
    redact(title)
    expect(performance.now() - started).toBeLessThan(500)
  })
})
