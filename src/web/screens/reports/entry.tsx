import { formatInstant } from '../../../core/format.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { periodName, periodWithin } from '../../../core/view/period-name.ts'
import { useSelf } from '../../data/self.ts'
import type { ArchivedEntry } from '../../report/archive.ts'
import { Files } from '../../report/files.tsx'
import { Mails } from '../../report/mails.tsx'
import { SendNow } from '../../report/send-now.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { reportsWords } from '../../words/reports.ts'
import { useWords } from '../../words/words.ts'

/** `1 Nov 2026` */
const formatDate = (at: number, locale: Locale, zone: string) => formatInstant(at, locale, zone, 'year').slice(0, -7)

/** A report of the archive. */
export function Entry({ entry }: { readonly entry: ArchivedEntry }) {
  const words = useWords(reportsWords)
  const { locale, zone } = useSelf()
  const { id, kind, closed, headline, hash, createdAt, planned, mails, erased } = entry
  const period = periodName(entry.period, locale)
  const within = periodWithin(entry.period, locale)
  return (
    <li className="grid gap-x-6 gap-y-3 border-t border-rule py-4 first:border-t-0 sm:grid-cols-2 xl:grid-cols-[15rem_10rem_minmax(0,1fr)_auto]">
      <div>
        <h3 className="font-semibold">
          {erased ? (
            period
          ) : (
            <ScreenLink to="report" params={{ id }} aria-label={`${period}, ${words.of[kind]}`}>
              {period}
            </ScreenLink>
          )}
        </h3>
        <p className="text-note text-ink-2">
          {words.of[kind]}, {closed ? words.final : words.soFar}
          {!planned && !erased && ` · ${words.byHand}`}
        </p>
        <p className="text-label text-ink-3" title={formatInstant(createdAt, locale, zone, 'year')}>
          {words.frozen(formatDate(createdAt, locale, zone))}
          {hash !== null && (
            <>
              {' · '}
              <abbr className="no-underline" title={`SHA-256 ${hash}`}>
                {hash.slice(0, 8)}
              </abbr>
            </>
          )}
        </p>
      </div>
      <div>
        {headline && headline.figure !== '' && <p className="text-figure">{headline.figure}</p>}
        <p className="text-note text-ink-2">{headline?.label ?? words.erased}</p>
      </div>
      <div>{(mails.length > 0 || !erased) && <Mails mails={mails} period={within} brief />}</div>
      {!erased && (
        <div className="flex flex-wrap items-baseline gap-x-4 xl:flex-col">
          <Files id={id} period={within} />
          <SendNow id={id} kind={kind} period={within} />
        </div>
      )}
    </li>
  )
}
