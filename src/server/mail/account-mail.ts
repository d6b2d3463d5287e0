import { createHash, randomUUID } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { AccountMail } from '../../core/account-mail.ts'
import { toAddress } from '../../core/addresses.ts'
import { light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import { toPlainText } from '../../core/text.ts'
import { type AccountMailText, toAccountMailText } from '../../core/texts/account-mails.ts'
import { block, fontFamily, layoutTable, paragraph } from '../reports/html-parts.ts'
import { styleBlock } from '../reports/html-style.ts'
import type { Mail } from './channel.ts'
import type { Correspondent } from './compose.ts'

/** A mail about an account, ready for the wire: plain text, and HTML that is no more than the same words and one link. */
export async function composeAccountMail(mail: AccountMail, from: Correspondent, at: number): Promise<Mail> {
  const id = randomUUID()
  const text = toAccountMailText(mail)
  const to = { name: toPlainText(mail.to.name, 100), address: toAddress(mail.to.address) }
  const composed = new MailComposer({
    from: { name: toPlainText(from.name, 100), address: toAddress(from.address) },
    to,
    subject: toPlainText(text.subject, 200),
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.locale },
    text: toText(text, mail.url),
    html: toHtml(text, mail),
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 32),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = await composed.compile().build()
  const day = new Date(at).toISOString().slice(0, 10)
  return { id, period: day, about: mail.kind, from: from.address, to: to.address, bytes }
}

const toText = ({ before, after }: AccountMailText, url?: string) =>
  [...before, ...(url === undefined ? [] : [url]), ...after].join('\n\n')

function toHtml({ subject, before, link, after }: AccountMailText, { url, locale }: AccountMail): string {
  const prose = (words: readonly string[]) =>
    words.map((one) => block(paragraph(escapeXml(one), { size: 15, line: 24, ink: 'k2' }), 16)).join('')
  const anchor = url
    ? block(
        paragraph(
          `<a href="${escapeXml(url)}" class="k" style="color:${light.ink};font-weight:600">${escapeXml(link)}</a>`,
          { size: 17, line: 24, ink: 'k' },
        ),
        24,
        8,
      )
    : ''
  const name = block(paragraph('usage-audit', { size: 13, line: 20, ink: 'k', more: 'font-weight:600;' }), 28)
  const title = paragraph(escapeXml(subject), { size: 28, line: 36, ink: 'k', more: 'font-weight:300;' }, 0, 'h1')
  const column = name + block(title, 24) + prose(before) + anchor + prose(after) + block('', 28)
  const sheet = layoutTable(
    column,
    `class="w c" width="600" bgcolor="${light.paper}" style="width:100%;max-width:600px;background:${light.paper};font-family:${fontFamily};text-align:left"`,
  )
  return `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeXml(subject)}</title>
${styleBlock}
</head>
<body class="g" style="margin:0;padding:0;background:${light.ground};font-family:${fontFamily}">
${layoutTable(`<tr><td class="outer" align="center" style="padding:24px 0">${sheet}</td></tr>`, `width="100%" class="g" bgcolor="${light.ground}" style="background:${light.ground}"`)}
</body>
</html>
`
}
