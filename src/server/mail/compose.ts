import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { toAddress } from '../../core/addresses.ts'
import { toMonthChart } from '../../core/charts/chart.ts'
import { light } from '../../core/charts/palette.ts'
import { AppError } from '../../core/errors.ts'
import type { Report } from '../../core/report/report.ts'
import { toPlainText } from '../../core/text.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toSubject } from '../../core/view/subject.ts'
import { toView } from '../../core/view/view.ts'
import { toHtml } from '../reports/html.ts'
import { toPng } from '../reports/png.ts'
import { toText } from '../reports/text.ts'

export interface Correspondent {
  readonly name: string
  readonly address: string
}

export interface Letter {
  readonly report: Report
  readonly reader: Correspondent & { readonly locale: Locale }
  readonly from: Correspondent
  /** Fixed for the life of the mail, as `<id@example.org>`. */
  readonly messageId: string
  readonly date: Date
  /** The address at which the reader leaves. */
  readonly leaveUrl?: string
}

/**
 * A report as one reader's mail, ready for the wire: plain text, and HTML with one picture inside. The same letter gives the
 * same bytes.
 * @throws AppError `email_invalid` unless reader and sender each have one address
 */
export async function composeMail(letter: Letter): Promise<Buffer> {
  const { report, reader, from, messageId, date } = letter
  if (!/^<[!-;=?A-~]+@[!-;=?A-~]+>$/.test(messageId))
    throw new AppError('invalid', `${JSON.stringify(messageId)} is no Message-ID; write it as <id@example.org>`)
  const id = createHash('sha256').update(messageId).digest('hex').slice(0, 32)
  const chart = toMonthChart(toView(report, reader.locale), light)
  const cid = `month.${id}@usage-audit`
  const mail = new MailComposer({
    from: toCorrespondent(from),
    to: toCorrespondent(reader),
    subject: toSubject(report, reader.locale),
    messageId,
    date,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': reader.locale,
      ...(letter.leaveUrl !== undefined && toLeaveHeaders(letter.leaveUrl)),
    },
    text: toText(report, reader.locale),
    html: toHtml(report, reader.locale, chart === undefined ? undefined : `cid:${cid}`),
    attachments:
      chart === undefined
        ? []
        : [
            {
              cid,
              filename: 'month.png',
              contentType: 'image/png',
              contentDisposition: 'inline',
              content: await toPng(chart),
            },
          ],
    baseBoundary: id,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

/** The way out that mail programs show: with one click where it is safe on the way (RFC 8058). */
const toLeaveHeaders = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  ...(url.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
})

const toCorrespondent = ({ name, address }: Correspondent) => ({
  name: toPlainText(name, 100),
  address: toAddress(address),
})
