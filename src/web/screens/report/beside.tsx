import { formatInstant } from '../../../core/format.ts'
import { rangeOfPeriod } from '../../../core/ranges.ts'
import { periodWithin } from '../../../core/view/period-name.ts'
import { useSelf } from '../../data/self.ts'
import type { ArchivedMail, OpenedReport } from '../../report/archive.ts'
import { Files } from '../../report/files.tsx'
import { Mails } from '../../report/mails.tsx'
import { SendNow } from '../../report/send-now.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Section } from '../../ui/section.tsx'
import { mailsWords } from '../../words/mails.ts'
import { reportsWords } from '../../words/reports.ts'
import { useWords } from '../../words/words.ts'

interface BesideProps {
  readonly report: OpenedReport
  readonly closed: boolean
  readonly mails: readonly ArchivedMail[]
  /** It is the reader's to send. */
  readonly own: boolean
  readonly reason: string | undefined
}

/** What the report is, its files, and its mails. */
export function Beside({ report, closed, mails, own, reason }: BesideProps) {
  const words = useWords(reportsWords)
  const mailWords = useWords(mailsWords)
  const { locale, zone } = useSelf()
  const { id, kind, createdAt, hash } = report
  const period = periodWithin(report.period, locale)
  return (
    <div className="no-print min-w-0">
      <Section title={words.asMailed} caption={formatInstant(createdAt, locale, zone, 'year')}>
        <p className="text-note text-ink-2">{closed ? words.isFinal : words.isSoFar}</p>
        {hash !== null && (
          <p className="mt-2 text-label text-ink-3">
            {words.hash}
            <code className="block text-[11px]/[16px] [overflow-wrap:anywhere]">{hash}</code>
          </p>
        )}
        {own && kind !== 'org-month' && (
          <p className="mt-2 text-note">
            <ScreenLink
              to="overview"
              search={{ period: rangeOfPeriod(report.period).name, person: undefined, reason: undefined }}
            >
              {words.presentFigures}
            </ScreenLink>
          </p>
        )}
      </Section>
      <Section title={words.filesTitle}>
        <Files id={id} period={period} reason={reason} />
        <button
          type="button"
          className="-ml-[6px] px-[6px] py-[3px] text-note text-link underline underline-offset-2"
          onClick={() => print()}
        >
          {words.print}
        </button>
      </Section>
      <Section title={mailWords.title} beside={own && <SendNow id={id} kind={kind} period={period} />}>
        <Mails mails={mails} period={period} own={own} />
      </Section>
    </div>
  )
}
