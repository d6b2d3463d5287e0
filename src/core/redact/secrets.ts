import { type Find, findAny, findBy } from './find.ts'

/** How the keys of well-known makers begin, and of what they are made. */
const keys: readonly string[] = [
  '(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|AIPA|ANPA|ANVA|APKA)[A-Z0-9]{16,}', // Amazon
  'gh[pousr]_[A-Za-z0-9]{16,}', // GitHub
  'github_pat_[A-Za-z0-9_]{20,}',
  'gl(?:pat|ptt|rt|dt|soat|ft)-[\\w-]{16,}', // GitLab
  'xox[a-z]-[\\w-]{8,}', // Slack
  'xapp-[\\w-]{8,}',
  'AIza[\\w-]{30,}', // Google
  'ya29\\.[\\w-]{20,}',
  'GOCSPX-[\\w-]{20,}',
  '(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,}', // Stripe
  'whsec_[\\w+/=]{16,}',
  'sk-[\\w-]{20,}', // several that sell language models
  'npm_[A-Za-z0-9]{20,}',
  'pypi-[\\w-]{20,}',
  'dop_v1_[a-f0-9]{40,}', // DigitalOcean
  'hf_[A-Za-z0-9]{20,}',
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}', // SendGrid
  'key-[0-9a-f]{32}',
  'EAACEdEose0cBA[0-9A-Za-z]+',
  'APP_USR-[\\w-]{16,}', // Mercado Pago
  '\\d{8,10}:AA[\\w-]{30,}', // Telegram
  'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
]

/** Keys by the way they begin, tokens of the web, headers that carry one, and the keys of certificates. */
export const findKeys: Find = findAny(
  findBy(/-{2,}\s?BEGIN [A-Z ]{0,40}PRIVATE KEY.*/gs, '[private key]'),
  findBy(new RegExp(`(?<![A-Za-z0-9])(?:${keys.join('|')})`, 'g'), '[key]'),
  findBy(/(?<![A-Za-z0-9])eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, '[token]'),
  findBy(/\b(?:Bearer|Basic)\s{1,3}([\w.~+/=-]{8,})/dgi, '[token]', (value) => value.length >= 20 || /\d/.test(value)),
)

const names = 'password|passwd|passphrase|pwd|senha|secret|segredo|token|api[ _-]?key|chave(?: de api)?|otp|pin|cvv'

/** What follows `password=`, `senha:` and the like. After a colon only what is no plain word, for a sentence may go on there. */
export const findPasswords: Find = findAny(
  findBy(new RegExp(`(?<![\\p{L}])(?:${names})["']?\\s{0,2}=\\s{0,2}(\\S+)`, 'dgiu'), '[secret]'),
  findBy(
    new RegExp(`(?<![\\p{L}])(?:${names})["']?\\s{0,2}:\\s{0,2}(\\S+)`, 'dgiu'),
    '[secret]',
    (value) => value.length >= 3 && /[^\p{L}.,;:!?'"-]/u.test(value),
  ),
)

/** How often the kind of letter changes: often in what was drawn by lot, seldom in words, dates and numbers. */
function changesOf(text: string): { readonly share: number; readonly digitRuns: number } {
  const kinds = [...text.replace(/[^A-Za-z0-9]/g, '')].map((c) =>
    /\d/.test(c) ? 'digit' : /[a-z]/.test(c) ? 'low' : 'high',
  )
  const changes = kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length
  const digitRuns = kinds.filter((kind, i) => kind === 'digit' && kinds[i - 1] !== 'digit').length
  return { share: changes / kinds.length, digitRuns }
}

const looksDrawn = (text: string) => {
  const { share, digitRuns } = changesOf(text)
  return (share >= 0.45 && /[A-Za-z]/.test(text)) || (share >= 0.3 && digitRuns >= 3)
}

/** Long words that look drawn by lot: hexadecimal ones, UUIDs, and base64. */
export const findRandom: Find = findAny(
  findBy(/(?<![A-Za-z0-9])[0-9a-f]{32,}(?![A-Za-z0-9])/gi, '[secret]', (text) => new Set(text).size > 4),
  findBy(/(?<![A-Za-z0-9])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![A-Za-z0-9])/gi, '[secret]'),
  findBy(/(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}/g, '[secret]', looksDrawn),
)
