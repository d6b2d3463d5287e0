import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { accountMailKinds } from '../../core/account-mail.ts'
import { locales } from '../../core/texts/language.ts'
import { composeAccountMail } from './account-mail.ts'

const from = { name: 'usage-audit', address: 'audit@example.org' }
const url = 'https://audit.example.org/reset/aBcD-_'

describe('composeAccountMail', () => {
  it.each(locales.flatMap((locale) => accountMailKinds.map((kind) => [locale, kind] as const)))(
    '%s %s has its link and its words as text and as HTML, and nothing from elsewhere',
    async (locale, kind) => {
      const to = { name: 'Ana <b>', address: 'ana@example.org' }
      const linked = kind === 'password_changed' ? {} : { url, organisation: 'Acme & <i>' }
      const mail = await composeAccountMail({ kind, to, locale, ...linked }, from, 0)
      const parsed = await simpleParser(Buffer.from(mail.bytes))
      const html = String(parsed.html)
      expect([mail.to, mail.from, mail.about]).toEqual(['ana@example.org', 'audit@example.org', kind])
      expect(html).toContain(`<html lang="${locale}">`)
      expect(html).not.toMatch(/<i>|<img|<script|<link/)
      expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(
        kind === 'password_changed' ? [] : [url],
      )
      expect(parsed.text!.includes(url)).toBe(kind !== 'password_changed')
      if (kind === 'invitation') expect(parsed.text).toContain('Acme & <i>')
    },
  )

  it('keeps line breaks of a name out of the heads', async () => {
    const mail = await composeAccountMail(
      {
        kind: 'invitation',
        to: { name: 'x\r\nBcc: evil@example.org', address: 'ana@example.org' },
        ...{ locale: 'en', url, organisation: 'x\r\nBcc: evil@example.org' },
      },
      from,
      0,
    )
    const parsed = await simpleParser(Buffer.from(mail.bytes))
    expect(parsed.bcc).toBeUndefined()
    expect([...parsed.headers.keys()]).not.toContain('bcc')
  })
})
