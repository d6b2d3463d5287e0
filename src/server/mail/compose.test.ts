import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { marinaReport } from '../../../tests/support/marina.ts'
import { emptyReport, sampleReport } from '../../../tests/support/report.ts'
import { drawPicture } from '../../core/charts/draw.ts'
import { dark, light } from '../../core/charts/palette.ts'
import { type Locale, locales } from '../../core/texts/language.ts'
import { toView } from '../../core/view/view.ts'
import { toPng } from '../reports/png.ts'
import { toText } from '../reports/text.ts'
import { composeMail, type Letter } from './compose.ts'

const letter = (change: Partial<Letter> = {}, locale: Locale = 'en'): Letter => ({
  report: sampleReport(),
  reader: { name: 'Ana Conceição', address: 'ana@example.org', locale },
  from: { name: 'usage-audit', address: 'reports@example.org' },
  messageId: '<2026-10.ana@example.org>',
  date: new Date(Date.UTC(2026, 10, 1, 11)),
  ...change,
})

const headOf = (bytes: Buffer) => bytes.toString('latin1').split('\r\n\r\n')[0]!
const squeeze = (text: string) => text.replace(/[\s\u2068\u2069]+/g, '')

describe('composeMail', () => {
  it.each(locales)('composeMail › parses back to text, HTML and picture that say the same in %s', async (locale) => {
    const mail = await simpleParser(await composeMail(letter({}, locale)), { skipImageLinks: true })
    const view = toView(sampleReport(), locale)
    const html = squeeze(
      String(mail.html)
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&#160;', ' '),
    )
    const text = squeeze(mail.text ?? '')
    expect(text).toBe(squeeze(toText(sampleReport(), locale)))
    const cells = view.sections.flatMap(({ columns, rows }) =>
      rows.flatMap((row) => row.cells.filter((_, i) => columns[i]!.align === 'right')),
    )
    for (const figure of [view.hero.figure, ...view.figures.map((each) => each.figure), ...cells].map(squeeze)) {
      expect(text).toContain(figure)
      expect(html).toContain(figure)
    }
    expect(mail.attachments).toHaveLength(2)
    for (const [i, palette] of [light, dark].entries()) {
      const picture = mail.attachments[i]!
      expect(picture).toMatchObject({ contentType: 'image/png', related: true, contentDisposition: 'inline' })
      expect(mail.html).toContain(`src="cid:${picture.cid}"`)
      expect(picture.content.equals(await toPng(drawPicture(view.sections[0]!.picture!, palette)))).toBe(true)
    }
  })

  it('composeMail › sets the headers of an automatic mail to one reader', async () => {
    const bytes = await composeMail(letter({}, 'pt-BR'))
    const mail = await simpleParser(bytes)
    expect(mail.messageId).toBe('<2026-10.ana@example.org>')
    expect(mail.date?.toISOString()).toBe('2026-11-01T11:00:00.000Z')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.headers.get('content-language')).toBe('pt-BR')
    expect(mail.subject?.replaceAll('\u00a0', ' ')).toMatch(/^Seu outubro: 149 h de registro/)
    expect(mail.to).toMatchObject({ value: [{ name: 'Ana Conceição', address: 'ana@example.org' }] })
    expect(mail.from).toMatchObject({ value: [{ name: 'usage-audit', address: 'reports@example.org' }] })
    expect(headOf(bytes)).toMatch(/^Content-Type: multipart\/alternative/m)
    expect(bytes.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]/)
  })

  it('composeMail › gives the same bytes for the same letter', async () => {
    expect((await composeMail(letter())).equals(await composeMail(letter()))).toBe(true)
  })

  it('composeMail › carries files behind its pictures, and says where a reader leaves', async () => {
    const links = { web: 'https://usage.example/r', unsubscribe: 'https://usage.example/u?t=1' }
    const attachments = [{ filename: 'october.csv', contentType: 'text/csv; charset=utf-8', content: 'a,b\r\n' }]
    const bytes = await composeMail(letter({ report: marinaReport(), links, attachments }))
    const mail = await simpleParser(bytes)
    expect(mail.attachments.map(({ filename, contentDisposition }) => [filename, contentDisposition])).toEqual([
      ...['month-light.png', 'month-dark.png', 'when-light.png', 'when-dark.png'].map((name) => [name, 'inline']),
      ['october.csv', 'attachment'],
    ])
    for (const { cid, contentDisposition } of mail.attachments)
      if (contentDisposition === 'inline')
        expect(bytes.toString('latin1').replace(/=\r\n/g, '')).toContain(`cid:${cid}`)
    expect(mail.text).toContain('Unsubscribe from this report: https://usage.example/u?t=1')
    expect(bytes.toString('latin1')).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(bytes.length).toBeLessThan(200_000)
  })

  it('composeMail › sends an empty month without a picture', async () => {
    const mail = await simpleParser(await composeMail(letter({ report: emptyReport() })))
    expect(mail.attachments).toEqual([])
    expect(mail.html).not.toContain('cid:')
    expect(mail.text).toContain('Nothing was recorded')
  })

  it.each(['\r\n', '\n', '\r', '\u2028', '\u0085', '\0'])(
    'composeMail › lets no name bring a header after %j',
    async (end) => {
      const name = `Ana${end}Bcc: evil@example.org${end}X-Evil: 1`
      const apps = [{ ...sampleReport().apps[0]!, name }]
      const bytes = await composeMail(
        letter({
          report: sampleReport({ about: name, apps }),
          reader: { name, address: 'ana@example.org', locale: 'en' },
          from: { name, address: 'reports@example.org' },
        }),
      )
      const names = [...headOf(bytes).matchAll(/^([\w-]+):/gm)].map(([, header]) => header!.toLowerCase())
      expect(names.sort()).toEqual([
        'auto-submitted',
        'content-language',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ])
      const mail = await simpleParser(bytes)
      expect(mail.to).toMatchObject({ value: [{ address: 'ana@example.org' }] })
      expect(mail.from).toMatchObject({ value: [{ address: 'reports@example.org' }] })
    },
  )

  it('composeMail › refuses an address that is not one', async () => {
    const reader = { name: 'Ana', address: 'ana@example.org, evil@example.org', locale: 'en' as const }
    await expect(composeMail(letter({ reader }))).rejects.toMatchObject({ code: 'email_invalid' })
    const from = { name: 'x', address: 'reports@example.org\r\nX-Evil: 1' }
    await expect(composeMail(letter({ from }))).rejects.toMatchObject({ code: 'email_invalid' })
  })

  it.each(['', 'id', '<a b@example.org>', '<a@example.org>\r\nX-Evil: 1', '<a@b>x'])(
    'composeMail › refuses the Message-ID %j',
    async (messageId) => {
      await expect(composeMail(letter({ messageId }))).rejects.toMatchObject({ code: 'invalid' })
    },
  )
})
