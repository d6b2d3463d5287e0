import { expect, it } from 'vitest'
import { sampleReport } from '../../../tests/support/report.ts'
import { locales } from '../../core/texts/language.ts'
import { textsOf } from '../../core/texts/texts.ts'
import { toSubject } from '../../core/view/subject.ts'
import { composeMail } from '../mail/compose.ts'
import { toCsv } from './csv.ts'
import { toPage } from './html.ts'
import { toTerminal } from './terminal.ts'
import { toText } from './text.ts'

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

it.each(locales)(
  'made-up data › every form for people says so above all else, and no true report does (%s)',
  async (locale) => {
    const { name, banner } = textsOf(locale).demo
    expect(banner.startsWith(name)).toBe(true)
    const formsOf = async (report: ReturnType<typeof sampleReport>) => ({
      text: oneLine(toText(report, locale)),
      terminal: oneLine(toTerminal(report, { locale, width: 60, colors: false })),
      page: await toPage(report, locale),
      subject: toSubject(report, locale),
    })
    const made = await formsOf(sampleReport({ demo: true }))
    expect(made.text.startsWith(banner)).toBe(true)
    expect(made.terminal.startsWith(banner)).toBe(true)
    expect(made.page).toContain(banner)
    expect(made.page.indexOf(banner)).toBeLessThan(made.page.indexOf('<h1'))
    expect(made.subject.startsWith(`[${name}]`)).toBe(true)
    for (const form of Object.values(await formsOf(sampleReport()))) expect(form).not.toContain(name)
  },
)

it('made-up data › CSV says so in each row, and so does an empty month', () => {
  const lines = (report: ReturnType<typeof sampleReport>) => toCsv(report).trimEnd().split('\r\n')
  const [head, ...rows] = lines(sampleReport({ demo: true }))
  expect(head).toMatch(/^demo,period,app,/)
  expect(rows.every((row) => row.startsWith('Demo – made-up data,2026-10,'))).toBe(true)
  expect(lines(sampleReport()).join()).not.toMatch(/demo|made-up/i)
  expect(toText(sampleReport({ demo: true, recordedMs: 0 }), 'en')).toContain('made-up data')
})

it('made-up data › the mail says so in subject, text and HTML', async () => {
  const reader = { name: 'Ana', address: 'ana@example.org', locale: 'en' as const }
  const from = { name: 'usage-audit', address: 'audit@example.org' }
  const letter = { report: sampleReport({ demo: true }), reader, from, messageId: '<a@example.org>', date: new Date(0) }
  const { simpleParser } = await import('mailparser')
  const mail = await simpleParser(await composeMail(letter))
  expect(mail.subject).toMatch(/^\[Demo – made-up data\] Your October/)
  expect(mail.text).toContain('made-up data')
  expect(mail.html).toContain('made-up data')
})
