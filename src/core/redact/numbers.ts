import { digitsOf, type Find, findAny, findBy } from './find.ts'

/** What people put between the groups of a number. */
const gap = '[ .\\-/_]{0,3}'

/** Sums of digits by weights, as check digits are made of. */
const weigh = (values: readonly number[], weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0)

export function isLuhn(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, i) => {
    const doubled = (digits.length - 1 - i) % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** By length, how the numbers of those who issue cards begin. No other length is in use on a card with a number of its own. */
const issuers: Readonly<Record<number, RegExp>> = {
  13: /^4/,
  14: /^3[0689]/,
  15: /^3[47]/,
  16: /^(?:2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[58]|4|5[0-9]|6)/,
  17: /^(?:5[0678]|6)/,
  18: /^(?:5[0678]|6)/,
  19: /^(?:4|5[0678]|6)/,
}

const isCard = (text: string) => {
  const digits = digitsOf(text)
  return issuers[digits.length]!.test(digits.join('')) && new Set(digits).size > 1 && isLuhn(digits)
}

/** Payment cards: 13 to 19 digits of a known issuer whose check digit is right. The longest first. */
export const findCards: Find = findAny(
  ...[19, 18, 17, 16, 15, 14, 13].map((length) =>
    findBy(new RegExp(`(?<!\\d)\\d(?:${gap}\\d){${length - 1}}(?!\\d)`, 'g'), '[card]', isCard),
  ),
)

const checkDigit = (sum: number) => (sum % 11 < 2 ? 0 : 11 - (sum % 11))

export function isCpf(digits: readonly number[]): boolean {
  if (digits.length !== 11 || new Set(digits).size === 1) return false
  const first = checkDigit(weigh(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]))
  const second = checkDigit(weigh(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]))
  return digits[9] === first && digits[10] === second
}

/** The number of a person in Brazil. */
export const findCpfs: Find = findBy(new RegExp(`(?<!\\d)\\d(?:${gap}\\d){10}(?!\\d)`, 'g'), '[CPF]', (text) =>
  isCpf(digitsOf(text)),
)

/** @param text twelve letters or digits and two digits, upper case, nothing between them */
export function isCnpj(text: string): boolean {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(text) || new Set(text).size === 1) return false
  const values = [...text].map((character) => character.charCodeAt(0) - 48)
  const first = checkDigit(weigh(values, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]))
  const second = checkDigit(weigh(values, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]))
  return values[12] === first && values[13] === second
}

const within = (count: number) => `[0-9A-Za-z](?:${gap}[0-9A-Za-z]){${count - 1}}`

/** The number of a company in Brazil, of digits, or of letters and digits as they are given out since 2026. */
export const findCnpjs: Find = findBy(
  new RegExp(`(?<![0-9A-Za-z])${within(12)}${gap}\\d${gap}\\d(?![0-9A-Za-z])`, 'g'),
  '[CNPJ]',
  (text) => isCnpj(text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()),
)

/** Length of an account number by country, as the registry of IBANs has them. */
const ibanLengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 ' +
    'SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** @param text no spaces, upper case */
export function isIban(text: string): boolean {
  if (ibanLengths.get(text.slice(0, 2)) !== text.length) return false
  const rest = [...`${text.slice(4)}${text.slice(0, 4)}`].reduce(
    (remainder, character) => Number(`${remainder}${Number.parseInt(character, 36)}`) % 97,
    0,
  )
  return rest === 1
}

/** Accounts of banks, written as one word or in groups. */
export const findIbans: Find = findAny(
  ...[...new Set(ibanLengths.values())].map((length) =>
    findBy(
      new RegExp(`(?<![0-9A-Za-z])[A-Za-z]{2}\\d{2}(?:[ .-]?[0-9A-Za-z]){${length - 4}}(?![0-9A-Za-z])`, 'g'),
      '[IBAN]',
      (text) => isIban(text.replace(/[^0-9A-Za-z]/g, '').toUpperCase()),
    ),
  ),
)

const countDigits = (text: string) => digitsOf(text).length

/** Telephone numbers: with `+` of any country; those of Brazil also with the area in brackets, or a mobile one in its usual groups. */
export const findPhones: Find = findAny(
  findBy(/(?<![\w+])\+[1-9](?:[ .\-/()]{0,3}\d){6,14}(?!\d)/g, '[phone]', (text) => countDigits(text) >= 8),
  findBy(/\(0?[1-9][1-9]\)[ .-]{0,2}9?[ .-]?\d{4}[ .-]?\d{4}(?!\d)/g, '[phone]'),
  findBy(/(?<![\d.,/-])0?[1-9][1-9][ .-]9[ .-]?\d{4}[ .-]\d{4}(?![\d/-])/g, '[phone]'),
)
