import { createRandom } from './random.ts'

/** A title with a secret in it. */
export interface PlantedTitle {
  readonly kind: string
  readonly title: string
  /** The secret's letters and digits alone, in plain lower case. */
  readonly secret: string
}

type Random = () => number

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const draw = (random: Random, length: number, letters: string) =>
  Array.from({ length }, () => pick(random, [...letters])).join('')

const digits = '0123456789'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = upper.toLowerCase()
const base62 = digits + upper + lower
const hex = `${digits}abcdef`

/** Completes a number so that the check that issuers use holds. */
function toCard(random: Random, prefix: string, length: number): string {
  const body = prefix + draw(random, length - 1 - prefix.length, digits)
  const last = [...digits].find((digit) => {
    const all = [...(body + digit)].reverse().map(Number)
    return all.reduce((sum, n, i) => sum + (i % 2 ? Math.floor((2 * n) / 10) + ((2 * n) % 10) : n), 0) % 10 === 0
  })
  return body + last
}

/** Adds two check digits modulo 11, as Brazil does it: weights from 2 upwards from the right, back to 2 after `most`. */
function withCheckDigits(body: string, most: number): string {
  const values = [...body].map((character) => character.charCodeAt(0) - 48)
  for (let i = 0; i < 2; i++) {
    const sum = [...values].reverse().reduce((total, value, at) => total + value * (2 + (at % (most - 1))), 0)
    values.push(sum % 11 < 2 ? 0 : 11 - (sum % 11))
  }
  return body + values.slice(-2).join('')
}

function toIban(random: Random, country: string, length: number): string {
  const account = draw(random, length - 4, digits)
  const code = [...country].map((letter) => letter.charCodeAt(0) - 55).join('')
  const check = 98n - (BigInt(`${account}${code}00`) % 97n)
  return `${country}${String(check).padStart(2, '0')}${account}`
}

const grouped = (text: string, sizes: readonly number[], separators: readonly string[]) => {
  const groups = sizes.map((size, i) => {
    const from = sizes.slice(0, i).reduce((sum, before) => sum + before, 0)
    return text.slice(from, from + size)
  })
  return groups.map((group, i) => (i === 0 ? group : `${separators[(i - 1) % separators.length]}${group}`)).join('')
}

const makers: Readonly<Record<string, (random: Random) => string>> = {
  card: (random) => {
    const [prefix, sizes] = pick(random, [
      ['4', [4, 4, 4, 4]],
      ['53', [4, 4, 4, 4]],
      ['2345', [4, 4, 4, 4]],
      ['37', [4, 6, 5]],
      ['6011', [4, 4, 4, 4]],
      ['36', [4, 6, 4]],
      ['636368', [4, 4, 4, 4]],
    ] as const)
    const number = toCard(
      random,
      prefix,
      sizes.reduce<number>((sum, size) => sum + size, 0),
    )
    return grouped(number, sizes, [pick(random, ['', ' ', '-', '.', ' - ', '\u00a0', '\u2013', '/'])])
  },
  CPF: (random) => {
    const number = withCheckDigits(draw(random, 9, digits), 12)
    return pick(random, [
      number,
      grouped(number, [3, 3, 3, 2], ['.', '.', '-']),
      grouped(number, [3, 3, 3, 2], [' ']),
      grouped(number, [9, 2], ['-']),
    ])
  },
  CNPJ: (random) => {
    const number = withCheckDigits(`${draw(random, 8, random() < 0.5 ? digits : digits + upper)}0001`, 9)
    return pick(random, [
      number,
      grouped(number, [2, 3, 3, 4, 2], ['.', '.', '/', '-']),
      grouped(number, [8, 4, 2], ['/', '-']),
    ])
  },
  IBAN: (random) => {
    const [country, length] = pick(random, [
      ['DE', 22],
      ['PT', 25],
      ['FR', 27],
      ['ES', 24],
      ['NO', 15],
    ] as const)
    const iban = toIban(random, country, length)
    return pick(random, [iban, iban.replace(/(.{4})(?=.)/g, '$1 ')])
  },
  phone: (random) => {
    const [area, first, second] = [
      pick(random, ['11', '21', '48', '85']),
      `9${draw(random, 4, digits)}`,
      draw(random, 4, digits),
    ]
    return pick(random, [
      `+55 ${area} ${first}-${second}`,
      `+55${area}${first}${second}`,
      `+55 (${area}) ${first}-${second}`,
      `(${area}) ${first}-${second}`,
      `(${area})${first}${second}`,
      `${area} ${first}-${second}`,
      `+44 20 7${draw(random, 3, digits)} ${second}`,
      `+1 (415) 5${draw(random, 2, digits)}-${second}`,
    ])
  },
  'e-mail': (random) =>
    `${draw(random, 5, lower)}.${draw(random, 6, lower)}${pick(random, ['', '+news', '_9'])}@${draw(random, 6, lower)}.${pick(random, ['com', 'com.br', 'org', 'dev', 'xn--p1ai'])}`,
  JWT: (random) => `eyJ${draw(random, 30, base62)}.eyJ${draw(random, 60, base62)}.${draw(random, 43, `${base62}-_`)}`,
  AWS: (random) => pick(random, ['AKIA', 'ASIA']) + draw(random, 16, digits + upper),
  GitHub: (random) =>
    pick(random, [
      () => `ghp_${draw(random, 36, base62)}`,
      () => `gho_${draw(random, 36, base62)}`,
      () => `github_pat_${draw(random, 22, base62)}_${draw(random, 59, base62)}`,
    ])(),
  Slack: (random) => `xoxb-${draw(random, 12, digits)}-${draw(random, 24, base62)}`,
  Google: (random) => `AIza${draw(random, 35, `${base62}-_`)}`,
  Stripe: (random) => `${pick(random, ['sk', 'rk'])}_live_${draw(random, 24, base62)}`,
  'private key': (random) =>
    `-----BEGIN ${pick(random, ['RSA ', 'EC ', 'OPENSSH ', ''])}PRIVATE KEY----- ${draw(random, 64, base62)}`,
  bearer: (random) => `${pick(random, ['Bearer', 'bearer', 'Authorization: Bearer'])} ${draw(random, 32, base62)}`,
  hexadecimal: (random) => draw(random, pick(random, [32, 40, 64]), hex),
  UUID: (random) => [8, 4, 4, 4, 12].map((length) => draw(random, length, hex)).join('-'),
  base64: (random) => draw(random, pick(random, [32, 44, 64]), `${base62}+/`),
  password: (random) =>
    `${pick(random, ['password=', 'senha: ', 'pwd=', 'token=', 'api_key: ', 'Senha = '])}${draw(random, 6, lower)}${draw(random, 3, digits)}!`,
  query: (random) =>
    `${pick(random, ['https://', 'http://', ''])}${draw(random, 7, lower)}.example.org/${pick(random, ['', 'reset', 'a/b'])}?token=${draw(random, 12, base62)}`,
  path: (random) => `https://example.com.br/convite/${draw(random, 12, base62)}`,
  fragment: (random) => `https://example.org/#access_token=${draw(random, 14, base62)}&x=1`,
  login: (random) =>
    `${pick(random, ['https', 'ftp', 'postgres'])}://${draw(random, 6, lower)}:${draw(random, 9, base62)}@db.example.org/`,
}

/** What of a secret identifies it: without the words that only announce it. */
const partOf: Readonly<Record<string, RegExp>> = {
  'private key': /----- (.*)$/,
  bearer: /(\S+)$/,
  password: /[=:] ?(\S+)$/,
  query: /token=(.*)$/,
  path: /convite\/(.*)$/,
  fragment: /access_token=(.*)&/,
  login: /:\/\/(.*)@/,
  'e-mail': /^(.*)@/,
}

const toPlain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toLowerCase()

const numeric = new Set(['card', 'CPF', 'CNPJ', 'IBAN', 'phone'])

/** Hides it as somebody could who wants it to pass: full-width digits, zero-width spaces, marks of direction. */
function disguise(random: Random, kind: string, secret: string): string {
  const how = random()
  if (how < 0.15 && numeric.has(kind))
    return secret.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  if (how < 0.25 && numeric.has(kind))
    return secret.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))
  if (how < 0.4) {
    const at = 1 + Math.floor(random() * (secret.length - 1))
    return (
      secret.slice(0, at) +
      pick(random, ['\u200b', '\u200d', '\u2060', '\u00ad', '\ufeff', '\u200e']) +
      secret.slice(at)
    )
  }
  return secret
}

const before = ['', 'Re: ', 'Pagamento ', 'Fwd: your ', 'Conta de Ana: ', '(3) ', '“', 'Novo – ']
const after = ['', ' - Mozilla Firefox', ' — LibreOffice Writer', ' (2026-11-22)', '”', ' | Chat', ', obrigado']

/** Titles of every kind, the same for the same seed. */
export function plantSecrets(seed: number, ofEach: number): PlantedTitle[] {
  const random = createRandom(seed)
  return Object.entries(makers).flatMap(([kind, make]) =>
    Array.from({ length: ofEach }, () => {
      const secret = make(random)
      const [, part = secret] = partOf[kind]?.exec(secret) ?? []
      return {
        kind,
        title: `${pick(random, before)}${disguise(random, kind, secret)}${pick(random, after)}`,
        secret: toPlain(part),
      }
    }),
  )
}

/** Whether a good part of the secret can still be read in a text. */
export function canBeRead({ secret }: PlantedTitle, text: string): boolean {
  const plain = toPlain(toWesternDigits(text))
  const length = Math.min(secret.length, 7)
  return Array.from({ length: secret.length - length + 1 }, (_, i) => secret.slice(i, i + length)).some((part) =>
    plain.includes(part),
  )
}

const toWesternDigits = (text: string) =>
  text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
