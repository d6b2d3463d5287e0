import { toPlainText } from '../text.ts'
import { findEmails, findUrlParts } from './addresses.ts'
import type { Find, Finding } from './find.ts'
import { fold } from './fold.ts'
import { findCards, findCnpjs, findCpfs, findIbans, findPhones } from './numbers.ts'
import { findKeys, findPasswords, findRandom } from './secrets.ts'

/** What is looked for in every title, by name. Where two find the same, the first one counts. */
const redactors = {
  key: findKeys,
  url: findUrlParts,
  password: findPasswords,
  'e-mail': findEmails,
  IBAN: findIbans,
  CNPJ: findCnpjs,
  CPF: findCpfs,
  card: findCards,
  phone: findPhones,
  random: findRandom,
} as const satisfies Record<string, Find>

export type Redactor = keyof typeof redactors
export const redactorNames = Object.keys(redactors) as Redactor[]

/** A text without its secrets, and which kinds of them were in it. */
export interface Redacted {
  readonly text: string
  readonly found: readonly Redactor[]
}

/** How long a title may be once it is kept, in UTF-16 units. */
export const titleLength = 500

/** Nothing beyond is read: far enough for a secret that begins within what is kept. */
const readLength = 4 * titleLength

interface Cut extends Finding {
  readonly by: Redactor
}

/**
 * Puts a placeholder, as `[card]`, where a secret stands, and makes one harmless line of the rest, as long as a title may be. No
 * part of a secret survives at the cut: what begins before it is found whole.
 */
export function redact(given: string): Redacted {
  const read = given.slice(0, readLength)
  const folded = fold(read)
  const cuts = redactorNames.flatMap((by) => redactors[by](folded.text).map((finding) => ({ ...finding, by })))
  let text = ''
  let at = 0
  const found = new Set<Redactor>()
  for (const cut of withoutOverlaps(cuts)) {
    const { start, end } = folded.toGiven(cut.start, cut.end)
    if (start >= titleLength) break
    text += read.slice(at, Math.max(at, start)) + cut.placeholder
    at = Math.max(at, end)
    found.add(cut.by)
  }
  text += read.slice(at, Math.max(at, titleLength + 1))
  return { text: toPlainText(text, titleLength), found: redactorNames.filter((name) => found.has(name)) }
}

/** Ascending. Of two that overlap the first redactor's stays, and is made as long as both. */
function withoutOverlaps(cuts: readonly Cut[]): Cut[] {
  const kept: Cut[] = []
  for (const cut of [...cuts].sort((a, b) => a.start - b.start || rankOf(a) - rankOf(b))) {
    const last = kept.at(-1)
    if (!last || cut.start >= last.end) kept.push(cut)
    else
      kept[kept.length - 1] = {
        ...(rankOf(cut) < rankOf(last) ? cut : last),
        start: last.start,
        end: Math.max(last.end, cut.end),
      }
  }
  return kept
}

const rankOf = ({ by }: Cut) => redactorNames.indexOf(by)
