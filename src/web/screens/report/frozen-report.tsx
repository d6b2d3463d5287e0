import { formatInstant } from '../../../core/format.ts'
import { type AnyReport, toAnyView } from '../../../core/view/any-view.ts'
import { toLabel } from '../../../core/view/label.ts'
import type { ReportView } from '../../../core/view/view.ts'
import { useSelf } from '../../data/self.ts'
import { findAmong, type OpenedReport } from '../../report/archive.ts'
import { ReportSection } from '../../report/report-section.tsx'
import { useArchive } from '../../report/use-archive.ts'
import { Figures, Hero } from '../../ui/figures.tsx'
import { Empty, Notice } from '../../ui/notice.tsx'
import { RichText } from '../../ui/rich.tsx'
import { reportsWords } from '../../words/reports.ts'
import { shellWords } from '../../words/shell.ts'
import { useWords } from '../../words/words.ts'
import { Beside } from './beside.tsx'
import { ReportHead } from './report-head.tsx'

interface FrozenReportProps {
  readonly report: OpenedReport
  /** Why it was opened, where it is about somebody else. */
  readonly reason: string | undefined
}

/** The report, and beside it what it is and what became of it. */
export function FrozenReport({ report, reason }: FrozenReportProps) {
  const shell = useWords(shellWords)
  const { me, locale } = useSelf()
  const { entries = [] } = useArchive()
  const figures = report.figures as AnyReport
  const view = toAnyView(figures, locale)
  const own = report.about === '' || report.about === me.id
  const { entry, earlier, later } = findAmong(entries, report.id)
  return (
    <>
      <ReportHead title={view.period} earlier={earlier} later={later} />
      {!own && (
        <div className="mt-6">
          <Notice tone="look">
            {shell.looking({ name: toLabel(figures.about, 60) || shell.somebody, reason: toLabel(reason ?? '', 200) })}
          </Notice>
        </div>
      )}
      <p className="pt-6 text-note text-ink-2">{view.owner}</p>
      <Opening view={view} />
      <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_14rem] xl:gap-10 print:block">
        <div className="min-w-0">
          {view.sections.map((part) => (
            <ReportSection key={part.name} part={part} />
          ))}
          <Closing view={view} report={report} />
        </div>
        <Beside
          report={report}
          closed={figures.closed}
          mails={entry?.mails ?? report.mails.map((mail) => ({ ...mail, byHand: !report.planned }))}
          own={own}
          reason={reason}
        />
      </div>
    </>
  )
}

/** The large figure and the four beside it; of nothing, what that means. */
const Opening = ({ view }: { readonly view: ReportView }) =>
  view.sections.length === 0 ? (
    <div className="py-6">
      <Empty title={view.hero.label}>
        {view.empty.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Empty>
    </div>
  ) : (
    <div className="flex flex-col gap-6 pt-2 pb-8 lg:grid lg:grid-cols-[auto_minmax(0,1fr)] lg:items-end lg:gap-16">
      <Hero {...view.hero} />
      <Figures figures={view.figures} />
    </div>
  )

/** The last sentences of the mail; on paper with what tells whether it is the same one. */
function Closing({ view, report }: { readonly view: ReportView; readonly report: OpenedReport }) {
  const words = useWords(reportsWords)
  const { locale, zone } = useSelf()
  return (
    <footer className="border-t border-axis pt-4 text-note text-ink-3">
      {view.closing.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
        <p key={i} className="mb-2 max-w-[90ch] [&_strong]:text-ink-2">
          <RichText>{sentence}</RichText>
        </p>
      ))}
      <p className="hidden print:block">
        {words.asMailed}: {formatInstant(report.createdAt, locale, zone, 'year')}
        {report.hash !== null && ` · ${words.hash}: ${report.hash}`}
      </p>
    </footer>
  )
}
