import { AppError } from '../../core/errors.ts'

// XML 1.0 has no way to write these, not even as a number.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/u

/**
 * Text as it stands between two tags.
 * @throws AppError `unavailable` for a character that XML cannot hold
 */
export function toXml(text: string): string {
  if (unwritable.test(text))
    throw new AppError(
      'unavailable',
      `the service's file is XML, which has no place for a control character: ${JSON.stringify(text)}. Use a folder with another name.`,
    )
  return text.replace(/[<>&'"\t\n\r\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`)
}

const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }

/** The text that stands between two tags; the inverse of `toXml`, named characters understood too. */
export const fromXml = (xml: string): string =>
  xml.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return names[name] ?? whole
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16))
  })
