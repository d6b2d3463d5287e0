import { formatInstant } from '../../../core/format.ts'
import { useSelf } from '../../data/self.ts'
import type { ArchivedEntry } from '../../report/archive.ts'
import { Files } from '../../report/files.tsx'
import { Mails } from '../../report/mails.tsx'
import { periodName } from '../../report/period-name.ts'
import { SendNow } from '../../report/send-now.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { mailsWords } from '../../words/mails.ts'
import { reportsWords } from '../../words/reports.ts'
import { useWords } from '../../words/words.ts'

/** A report of the archive. */
export function Entry({ entry }: { readonly entry: ArchivedEntry }) {
  const words = useWords(reportsWords)
  const mailWords = useWords(mailsWords)
  const { locale, zone } = useSelf()
  const { id, kind, closed, headline, hash, createdAt, planned, mails, erased } = entry
  const period = periodName(entry.period, locale)
  return (
    <li className="grid gap-x-6 gap-y-3 border-t border-rule py-4 first:border-t-0 sm:grid-cols-2 xl:grid-cols-[minmax(0,12rem)_minmax(0,13rem)_minmax(0,1fr)_auto]">
      <div>
        <h3 className="font-semibold">
          {erased ? (
            period
          ) : (
            <ScreenLink to="report" params={{ id }}>
              {period}
            </ScreenLink>
          )}
        </h3>
        <p className="text-note text-ink-2">
          {words.of[kind]}
          {!planned && ` · ${words.byHand}`}
        </p>
        <p className="text-label text-ink-3">
          {closed === false ? words.soFar : words.final}, {words.frozen(formatInstant(createdAt, locale, zone, 'year'))}
        </p>
        {hash !== null && (
          <p className="text-label text-ink-3" title={`SHA-256 ${hash}`}>
            SHA-256 {hash.slice(0, 12)}
          </p>
        )}
      </div>
      <div>
        {headline && headline.figure !== '' && <p className="text-figure">{headline.figure}</p>}
        <p className="text-note text-ink-2">{headline?.label ?? words.erased}</p>
      </div>
      <div>
        {mails.length === 0 ? (
          <p className="text-note text-ink-2">{mailWords.none}</p>
        ) : (
          <Mails mails={mails} period={period} />
        )}
      </div>
      {!erased && (
        <div className="flex flex-wrap items-start gap-2 xl:flex-col xl:items-end">
          <SendNow id={id} kind={kind} period={period} small />
          <Files id={id} period={period} />
        </div>
      )}
    </li>
  )
}
