import { AppError } from './errors.ts'

/** One mailbox; `name` is empty when only the address was given. */
export interface Address {
  readonly name: string
  /** As `toAddress` gives it. */
  readonly address: string
}

/** What may stand before the `@` without quotes (RFC 5321's dot-string). */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
/** A last label of digits would make it an IP address, which mail writes in brackets. */
const domainPart = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads one mailbox, `ana@example.org` or `Ana Lima <ana@example.org>`; blanks around it do not matter.
 * @returns undefined for two addresses, a control character (a line break would start a header of its own), more than 500
 * characters, or an address that `toAddress` refuses
 */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 500 || /\p{Cc}/u.test(text)) return undefined
  const [, quoted, plain, inner] = /^\s*(?:"([^"\\]*)"|([^"<>,;:@]*?))\s*<([^<>]*)>\s*$/.exec(text) ?? []
  const address = normalize((inner ?? text).trim())
  return address === undefined ? undefined : { name: quoted ?? plain ?? '', address }
}

/**
 * One mail address in the form that any mail server takes; an international domain becomes its ASCII form.
 * @throws AppError `email_invalid` for anything else: two addresses, a line break, a name, quotes, no `@`
 */
export function toAddress(text: string): string {
  const address = normalize(text)
  if (address !== undefined) return address
  const shown = JSON.stringify(text.slice(0, 100))
  throw new AppError('email_invalid', `${shown} is not one mail address; write it as name@example.org`)
}

/**
 * An address as accounts are found by: however it is typed, it is the same mailbox. No provider that people use tells capitals
 * apart before the `@`.
 * @throws AppError `email_invalid`
 */
export const foldAddress = (text: string): string => toAddress(text.trim()).toLowerCase()

function normalize(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const domain = toAsciiDomain(text.slice(at + 1))
  const valid =
    at > 0 && local.length <= 64 && localPart.test(local) && domainPart.test(domain) && at + 1 + domain.length <= 254
  return valid ? `${local}@${domain}` : undefined
}

/** Empty for what is no domain. */
function toAsciiDomain(name: string): string {
  const url = `http://${name}`
  return /^[\p{L}\p{M}\p{N}.-]+$/u.test(name) && URL.canParse(url) ? new URL(url).hostname : ''
}
