import { addressless } from '../../core/addressless.ts'
import { formatInstant } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toLabel } from '../../core/view/label.ts'
import { counted } from '../words/count.ts'
import { mailsWords } from '../words/mails.ts'
import type { ArchivedMail } from './archive.ts'

/** How a mail stands, in words. */
export interface ToldMail {
  readonly state: string
  /** What that means, where it is not plain. */
  readonly says: readonly string[]
  /** What the mail server said, or ours wrote down: English as a rule, whoever reads. */
  readonly noted: string | undefined
  /** Somebody should have a look. */
  readonly look: boolean
  /** Before to whom, after the state; undefined where that is nobody's address, and nobody's name is known. */
  readonly to: string | undefined
  /** An address, or else a name. */
  readonly whom: string
  /** It can be sent once more. */
  readonly again: boolean
}

export interface TellingOfMails {
  readonly locale: Locale
  readonly zone: string
  readonly now: number
}

/** What the other side said is somebody else's text, and may be long. */
const answerLength = 200
const nameLength = 60

/** What the ledger writes where the reader left before the mail did. */
const left = 'unsubscribed'

/** Says of a mail how it stands: each state that is not plain with what it means. */
export function tellMail(mail: ArchivedMail, telling: TellingOfMails): ToldMail {
  const { to, of } = mailsWords[telling.locale]
  const hasAddress = mail.address !== addressless
  const whom = hasAddress ? mail.address : toLabel(mail.readerName ?? '', nameLength)
  const named = whom === '' ? undefined : isFile(mail) || !hasAddress ? of : to
  return { ...tellState(mail, telling), to: named, whom }
}

/** A mail that was written into the outbox went to nobody. */
const isFile = ({ state, outcome }: ArchivedMail): boolean => state === 'sent' && outcome?.endsWith('.eml') === true

function tellState(mail: ArchivedMail, { locale, zone, now }: TellingOfMails): Omit<ToldMail, 'to' | 'whom'> {
  const words = mailsWords[locale]
  const at = (instant: number) => formatInstant(instant, locale, zone, 'year')
  const noted = mail.outcome === null ? undefined : toLabel(mail.outcome, answerLength)
  const plain = { says: [], noted: undefined, look: false, again: false }
  switch (mail.state) {
    case 'sent': {
      const say = isFile(mail) ? words.written : words.sent
      return { ...plain, state: say(at(mail.sentAt ?? mail.dueAt)) }
    }
    case 'planned': {
      if (mail.attempts > 0) {
        const tries = counted(locale, mail.attempts, words.try, words.tries)
        return { ...plain, state: words.retried({ tries, at: at(mail.dueAt) }) }
      }
      return { ...plain, state: mail.dueAt > now ? words.leaves(at(mail.dueAt)) : words.leaving }
    }
    case 'uncertain':
      return { state: words.uncertain, says: [words.uncertainWhy], noted, look: true, again: true }
    case 'suppressed':
      return { state: words.suppressed, says: [words.suppressedWhy], noted, look: true, again: true }
    case 'failed':
      if (mail.outcome === left) return { ...plain, state: words.unsubscribed }
      return { state: words.failed, says: [words.failedWhy], noted, look: true, again: true }
    default:
      return { ...plain, state: words.underWay }
  }
}

/** Mails that are said in one line. */
export interface AlikeMails {
  readonly mail: ArchivedMail
  readonly count: number
}

/** Several of which nobody's name is known may have gone alike: they are one line, with how many they are. */
export function toAlike(mails: readonly ArchivedMail[], telling: TellingOfMails): readonly AlikeMails[] {
  const lines = new Map<string, AlikeMails>()
  for (const mail of mails) {
    const { to, look, state } = tellMail(mail, telling)
    const key = to === undefined && !look ? `${state} ${mail.byHand}` : mail.id
    const known = lines.get(key)
    lines.set(key, known ? { ...known, count: known.count + 1 } : { mail, count: 1 })
  }
  return [...lines.values()]
}

/** Whether it will be another in a moment: then it is worth asking again. */
export const isMoving = ({ state, dueAt, attempts }: ArchivedMail, now: number): boolean =>
  state === 'claimed' || state === 'sending' || (state === 'planned' && attempts === 0 && dueAt <= now)
