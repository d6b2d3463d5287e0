import { domainToASCII } from 'node:url'
import { AppError } from '../../core/errors.ts'

/** What may stand before the `@` without quotes (RFC 5321's dot-string). */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const domainPart = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i

/**
 * One mail address in the form that any mail server takes; an international domain becomes its ASCII form.
 * @throws AppError `email_invalid` for anything else: two addresses, a line break, a name, quotes, no `@`
 */
export function toAddress(text: string): string {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const name = text.slice(at + 1)
  const domain = /^[\p{L}\p{M}\p{N}.-]+$/u.test(name) ? domainToASCII(name) : ''
  const valid =
    at > 0 && local.length <= 64 && localPart.test(local) && domainPart.test(domain) && at + 1 + domain.length <= 254
  if (!valid) {
    const shown = JSON.stringify(text.slice(0, 100))
    throw new AppError('email_invalid', `${shown} is not one mail address; write it as name@example.org`)
  }
  return `${local}@${domain}`
}
