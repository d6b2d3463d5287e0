/** One mailbox; `name` is empty when only the address was given. */
export interface Address {
  readonly name: string
  readonly address: string
}

const part = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const mailbox = new RegExp(`^${part}@${label}(?:\\.${label})*$`)

/**
 * Reads one mailbox, `ana@example.org` or `Ana Lima <ana@example.org>`. Two addresses, control characters (a line break
 * would start a header of its own) or anything over 254 characters give undefined.
 */
export function parseAddress(text: string): Address | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
  if (/[\u0000-\u001f\u007f]/.test(text)) return undefined
  const [, quoted, plain, inner] = /^\s*(?:"([^"\\]*)"|([^"<>,;:@]*?))\s*<([^<>]*)>\s*$/.exec(text) ?? []
  const address = (inner ?? text).trim()
  if (address.length > 254 || !mailbox.test(address)) return undefined
  return { name: quoted ?? plain ?? '', address }
}
