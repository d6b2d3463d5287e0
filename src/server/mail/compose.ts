import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { toAddress } from '../../core/addresses.ts'
import { AppError } from '../../core/errors.ts'
import { toPlainText } from '../../core/text.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type AnyReport, toAnySubject, toAnyView } from '../../core/view/any-view.ts'
import type { ReportLinks } from '../../core/view/links.ts'
import { toHtml } from '../reports/html.ts'
import { type Drawn, drawPictures, paintPictures, toPictures } from '../reports/pictures.ts'
import { toText } from '../reports/text.ts'
import { type Attachment, toAttachments } from './attach.ts'

export interface Correspondent {
  readonly name: string
  readonly address: string
}

export interface Letter {
  readonly report: AnyReport
  readonly reader: Correspondent & { readonly locale: Locale }
  readonly from: Correspondent
  /** Fixed for the life of the mail, as `<id@example.org>`. */
  readonly messageId: string
  readonly date: Date
  /** At the one to unsubscribe a mail program also does so by itself (RFC 8058): a POST alone acts on it. */
  readonly links?: ReportLinks
  readonly attachments?: readonly Attachment[]
  /** Forms of the report that go with it besides: `pdf`, `csv`, `json`. */
  readonly formats?: readonly unknown[]
}

/**
 * A report as one reader's mail, ready for the wire: plain text, and HTML with its pictures inside. The same letter gives the
 * same bytes.
 * @throws AppError `email_invalid` unless reader and sender each have one address
 */
export async function composeMail(letter: Letter): Promise<Buffer> {
  const { report, reader, from, messageId, date, links, formats = [] } = letter
  const attachments = [...(letter.attachments ?? []), ...(await toAttachments(report, reader.locale, formats))]
  if (!/^<[!-;=?A-~]+@[!-;=?A-~]+>$/.test(messageId))
    throw new AppError('invalid', `${JSON.stringify(messageId)} is no Message-ID; write it as <id@example.org>`)
  const id = createHash('sha256').update(messageId).digest('hex').slice(0, 32)
  const drawn = drawPictures(toAnyView(report, reader.locale))
  const cidOf = ({ name, scheme }: Drawn) => `${name}-${scheme}.${id}@usage-audit`
  const pictures = (await paintPictures(drawn)).map((each) => ({
    cid: cidOf(each),
    filename: `${each.name}-${each.scheme}.png`,
    contentType: 'image/png',
    contentDisposition: 'inline' as const,
    content: each.png,
  }))
  const mail = new MailComposer({
    from: toCorrespondent(from),
    to: toCorrespondent(reader),
    subject: toAnySubject(report, reader.locale),
    messageId,
    date,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': reader.locale,
      ...toUnsubscribe(links?.unsubscribe),
    },
    text: toText(report, reader.locale, links),
    html: toHtml(report, reader.locale, {
      pictures: toPictures(drawn, (each) => `cid:${cidOf(each)}`),
      ...(links && { links }),
    }),
    attachments: [...pictures, ...attachments.map((each) => ({ ...each, contentDisposition: 'attachment' as const }))],
    baseBoundary: id,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

/**
 * The way out that mail programs show: with one click where it is safe on the way (RFC 8058).
 * @throws AppError `invalid` for what is no address of the web: it would go into a header as it is
 */
function toUnsubscribe(url: string | undefined): Record<string, string> {
  if (url === undefined) return {}
  if (!/^https?:\/\/[!-;=?-~]+$/.test(url))
    throw new AppError('invalid', `${JSON.stringify(url)} is no address to unsubscribe at`)
  return {
    'List-Unsubscribe': `<${url}>`,
    ...(url.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  }
}

const toCorrespondent = ({ name, address }: Correspondent) => ({
  name: toPlainText(name, 100),
  address: toAddress(address),
})
