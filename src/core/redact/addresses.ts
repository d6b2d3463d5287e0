import { type Find, findAny, findBy } from './find.ts'

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?'
const name = `(?:${label}\\.){1,8}`
const top = '(?:\\p{L}{2,24}|xn--[a-z0-9-]{1,59})(?![\\p{L}\\p{N}])'
/** What a web address may go on with. */
const rest = '[^\\s<>"“”«»|]'

/** E-mail addresses. `ana@laptop`, as terminals show where they are, is none; nor is the name before the host of a web address. */
export const findEmails: Find = findBy(
  new RegExp(`(?<!://[^\\s/]{0,200})[\\p{L}\\p{N}!#$%&'*+/=?^_{|}~.-]{1,64} ?@ ?${name}${top}`, 'gu'),
  '[e-mail]',
)

const scheme = '(?<![\\p{L}\\p{N}])[a-z][a-z0-9+.-]{1,15}://'
const host = `(?:\\[[0-9a-f:.]{2,45}\\]|[\\p{L}\\p{N}._-]{1,253})(?::\\d{1,5})?`
const bareHost = `(?<![\\p{L}\\p{N}@._/-])(?:${name}${top}|localhost)(?::\\d{1,5})?`

/**
 * Web addresses keep their host; name, password, path, query and fragment go. Also of addresses without `https://`, as browsers
 * write them where a page has no title.
 */
export const findUrlParts: Find = findAny(
  findBy(new RegExp(`${scheme}([^\\s/@<>"]{1,400}@)`, 'dgiu'), ''),
  findBy(new RegExp(`${scheme}(?:[^\\s/@<>"]{1,400}@)?${host}([?#\\\\]${rest}{1,2000})`, 'dgiu'), '…'),
  findBy(new RegExp(`${scheme}(?:[^\\s/@<>"]{1,400}@)?${host}/(${rest}{1,2000})`, 'dgiu'), '…'),
  findBy(new RegExp(`${bareHost}/(${rest}{1,2000})`, 'dgiu'), '…'),
  findBy(new RegExp(`${bareHost}([?#]${rest}{1,2000})`, 'dgiu'), '…'),
  findBy(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:file:/{1,3}|(?:data|blob|javascript|view-source):)(${rest}{1,2000})`, 'dgiu'),
    '…',
  ),
  findBy(/(?<!\S)[^\s:/@]{1,64}:[^\s:/@]{4,128}@(?=[\p{L}\p{N}])/gu, '[login]'),
  // A query by itself, as of an address that was cut.
  findBy(/\?([\w.[\]%-]{1,60}=[^\s<>"]{0,2000})/dg, '…'),
)

/** The hosts that a text names, lower case, in their order, each once. */
export function findDomains(text: string): string[] {
  const pattern = new RegExp(`(?:${scheme}(?:[^\\s/@<>"]{1,400}@)?|(?<![\\p{L}\\p{N}@._/-]))(${name}${top})`, 'giu')
  return [...new Set([...text.matchAll(pattern)].map(([, domain]) => domain!.toLowerCase()))]
}
