import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { toTable } from '../../src/cli/output.ts'
import type { Report } from '../../src/core/report/report.ts'
import { toExportCsv } from '../../src/server/export/forms.ts'
import { createLog } from '../../src/server/log.ts'
import { composeAccountMail } from '../../src/server/mail/account-mail.ts'
import { composeMail } from '../../src/server/mail/compose.ts'
import { invitationPage } from '../../src/server/pages/account-forms.ts'
import { deviceQuestionPage } from '../../src/server/pages/device-forms.ts'
import { toCsv } from '../../src/server/reports/csv.ts'
import { toPage } from '../../src/server/reports/html.ts'
import { toTerminal } from '../../src/server/reports/terminal.ts'
import { toText } from '../../src/server/reports/text.ts'
import { hostileTexts } from '../support/hostile-text.ts'
import { noon } from '../support/records.ts'
import { sampleReport } from '../support/report.ts'

/** The tags of a page with the names of their attributes: what a browser makes of it, whatever the texts say. */
const skeleton = (html: string) =>
  [...html.matchAll(/<(\/?[a-z!][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)].map(
    ([, tag, rest]) =>
      `${tag} ${[...(rest ?? '').matchAll(/([\w:-]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)].map(([, name]) => name).join(' ')}`,
  )

/** Cells of CSV as RFC 4180 has them. */
function parseCsv(csv: string): string[][] {
  const cells = [...csv.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)]
  const rows: string[][] = [[]]
  for (const [, cell, end] of cells) {
    rows.at(-1)!.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!)
    if (end !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}

/** What a terminal, or an eye, would be led astray by; the isolates that we put around a name ourselves keep it from doing so. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const misleading = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2067]/

const named = (text: string): Report => {
  const report = sampleReport()
  const rename = <T extends object>(rows: readonly T[], fields: object) =>
    rows.map((row, i) => (i === 0 ? { ...row, ...fields } : row))
  return {
    ...report,
    about: text,
    apps: rename(report.apps, { name: text, key: text }),
    devices: rename(report.devices, { name: text, platform: text }),
    gaps: rename(report.gaps, { device: text }),
  }
}
const letter = (text: string) => ({
  report: named(text),
  reader: { name: text, address: 'ana@example.org', locale: 'en' as const },
  from: { name: text, address: 'audit@example.org' },
  messageId: '<1@example.org>',
  date: new Date(noon),
})
const benign = 'plain'

describe(`${hostileTexts.length} hostile texts`, () => {
  it('change nothing of what a page is made of', async () => {
    const wanted = skeleton(await toPage(named(benign), 'en'))
    const computer = (text: string) =>
      deviceQuestionPage({
        ...{
          locale: 'en',
          action: '/device',
          code: 'BCDF-GHJK',
          orgs: [
            { orgId: 1, name: text },
            { orgId: 2, name: text },
          ],
        },
        computer: { hostName: text, account: text, platform: text, address: text },
      })
    const invitation = (text: string) =>
      invitationPage({ locale: 'pt-BR', name: text, problem: text }, text, '/x', 'new')
    for (const text of hostileTexts) {
      expect(skeleton(await toPage(named(text), 'en')), text.slice(0, 60)).toEqual(wanted)
      expect(skeleton(computer(text)), text.slice(0, 60)).toEqual(skeleton(computer(benign)))
      expect(skeleton(invitation(text)), text.slice(0, 60)).toEqual(skeleton(invitation(benign)))
    }
  }, 60_000)

  it('add no header to a mail, no recipient, and no tag', async () => {
    const headers = async (bytes: Uint8Array) => {
      const mail = await simpleParser(Buffer.from(bytes))
      return {
        names: [...mail.headers.keys()].sort(),
        to: [mail.to].flat().map((to) => to?.value.map(({ address }) => address)),
        html: skeleton(String(mail.html)),
      }
    }
    const account = (text: string) =>
      composeAccountMail(
        {
          ...{ kind: 'invitation', to: { name: text, address: 'bea@example.org' }, locale: 'en', organisation: text },
          url: 'https://audit.example.org/invitation/x',
        },
        { name: text, address: 'audit@example.org' },
        noon,
      )
    const wanted = [await headers(await composeMail(letter(benign))), await headers((await account(benign)).bytes)]
    for (const text of hostileTexts.filter((_, i) => i % 2 === 0 || /[\r\n<@]/.test(hostileTexts[i]!)))
      expect(
        [await headers(await composeMail(letter(text))), await headers((await account(text)).bytes)],
        text.slice(0, 60),
      ).toEqual(wanted)
  }, 120_000)

  it('are no formula, and no more cells, in CSV', () => {
    const shape = (csv: string) => parseCsv(csv).map((row) => row.length)
    for (const text of hostileTexts) {
      const tables = [
        toCsv(named(text)),
        toExportCsv([{ app: text, appName: text, detail: { title: text } }], { head: true }),
      ]
      expect(shape(tables[0]!)).toEqual(shape(toCsv(named(benign))))
      expect(shape(tables[1]!)).toEqual([3, 3])
      for (const cell of tables.flatMap(parseCsv).flat())
        if (!/^-?\d/.test(cell)) expect(cell, text.slice(0, 60)).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/)
    }
  })

  it('move no cursor of a terminal, and end no line of a log', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line: string) => void lines.push(line) })
    for (const text of hostileTexts) {
      const said = [
        toTerminal(named(text), { locale: 'en', width: 80, colors: false }),
        toText(named(text), 'en'),
        toTable([[text, text]], { head: [text, 'B'] }, 80),
      ]
      for (const each of said) expect(each, text.slice(0, 60)).not.toMatch(misleading)
      log.info({ device: text, err: new Error(text) }, text)
    }
    expect(lines).toHaveLength(hostileTexts.length)
    for (const line of lines) {
      expect(line.trimEnd()).not.toMatch(misleading)
      expect(JSON.parse(line)).toHaveProperty('msg')
    }
  }, 60_000)
})
