import { simpleParser } from 'mailparser'
import type { DkimSetting } from '../../src/server/mail/dkim.ts'
import { verifyDkim } from './dkim.ts'

/** Headers that a mail has once each. */
const once = [
  ...['dkim-signature', 'from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
  ...['auto-submitted', 'content-language', 'list-unsubscribe', 'list-unsubscribe-post'],
]

/** What else the signature must cover, for Gmail and Yahoo take a way out only then. */
const covered = ['from', 'to', 'subject', 'date', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']

/** Gmail shows no more of a mail. */
const mostHtmlBytes = 102 * 1024

/** What the rules of the large receivers find in a mail: RFC 5322, 2045, 6376 and 8058, read strictly. */
export async function faultsOf(bytes: Buffer, dkim: DkimSetting): Promise<string[]> {
  const raw = bytes.toString('latin1')
  const end = raw.indexOf('\r\n\r\n')
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => void (holds || faults.push(fault))
  must(!/[^\r]\n|\r[^\n]/.test(raw), 'a line break that is not CRLF')
  must(
    raw.split('\r\n').every((line) => line.length <= 998),
    'a line of more than 998 bytes',
  )
  must(/^[\t\r\n\x20-\x7e]*$/.test(raw.slice(0, end)), 'a header that is not ASCII')
  const heads = raw.slice(0, end).replace(/\r\n[ \t]/g, ' ')
  const lines = heads.split('\r\n')
  must(
    lines.every((line) => /^[!-9;-~]+: ./.test(line)),
    'a line of the head that is no header',
  )
  const valuesOf = (name: string) =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim())
  for (const name of once) must(valuesOf(name).length === 1, `${name} is there ${valuesOf(name).length} times`)
  must(lines.length === once.length, `other headers: ${lines.map((line) => line.split(':')[0]).join()}`)
  const [date = '', leave = '', post] = [
    valuesOf('date')[0],
    valuesOf('list-unsubscribe')[0],
    valuesOf('list-unsubscribe-post')[0],
  ]
  must(
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/.test(date),
    `Date: ${date}`,
  )
  must(/^<https:\/\/[^\s<>]+\/unsubscribe\/[\w-]+\.[\w-]+>$/.test(leave), `List-Unsubscribe: ${leave}`)
  must(post === 'List-Unsubscribe=One-Click', `List-Unsubscribe-Post: ${post}`)
  return [...faults, ...(await partsOf(bytes)), ...(await signatureOf(bytes, dkim))]
}

async function partsOf(bytes: Buffer): Promise<string[]> {
  const mail = await simpleParser(bytes, { skipImageLinks: true })
  const html = mail.html || ''
  const faults: string[] = []
  if ((mail.text ?? '').trim() === '') faults.push('no text')
  if (Buffer.byteLength(html) > mostHtmlBytes) faults.push(`HTML of ${Buffer.byteLength(html)} bytes`)
  if (/<(script|iframe|object|form)\b|<[^<>]*\son\w+=/i.test(html.replace(/"[^"]*"/g, '')))
    faults.push('HTML that does something')
  if (/(src|background)="(?!cid:)/i.test(html)) faults.push('a picture from elsewhere')
  for (const address of [mail.from, mail.to].flat()) if (address?.value.length !== 1) faults.push('not one address')
  return faults
}

async function signatureOf(bytes: Buffer, dkim: DkimSetting): Promise<string[]> {
  const [signature, ...more] = await verifyDkim(bytes, dkim)
  if (signature?.result !== 'pass' || more.length > 0) return [`DKIM: ${signature?.result} and ${more.length} more`]
  return covered.filter((name) => !signature.headers.includes(name)).map((name) => `DKIM leaves out ${name}`)
}
