import { reportKinds } from '../../../core/report/wishes.ts'
import { useParam } from '../../data/param.ts'
import { toYears } from '../../report/archive.ts'
import { useArchive } from '../../report/use-archive.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { Button } from '../../ui/button.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { ParamSegments } from '../../ui/tabs.tsx'
import { counted } from '../../words/count.ts'
import { reportsWords } from '../../words/reports.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { Entry } from './entry.tsx'
import { NextReport } from './next-report.tsx'

/** Every report that was frozen, newest first: what it said, what became of its mails, and its files. */
export function Screen() {
  const words = useWords(reportsWords)
  const locale = useLocale()
  const [kind] = useParam('kind', 'all')
  const [year] = useParam('year')
  const { entries, more, loadMore, loading } = useArchive()
  if (!entries) return <ScreenSkeleton />
  const kinds = reportKinds.filter((one) => entries.some((entry) => entry.kind === one))
  const chosen = kinds.find((one) => one === kind)
  const { shown, others } = toYears(
    chosen ? entries.filter((entry) => entry.kind === chosen) : entries,
    year === undefined ? undefined : Number(year),
  )
  return (
    <>
      <ScreenHead
        title={words.title}
        beside={
          kinds.length > 1 && (
            <ParamSegments
              param="kind"
              label={words.kind}
              options={(['all', ...kinds] as const).map((one) => ({ value: one, text: words.kinds[one] }))}
            />
          )
        }
      />
      <NextReport />
      {entries.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
      {shown.map(({ year: one, entries: of }) => (
        <Section key={one} title={String(one)} caption={counted(locale, of.length, words.one, words.other)}>
          <ul className="-mt-4">
            {of.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        </Section>
      ))}
      {others.length > 0 && (
        <nav aria-label={words.otherYears} className="flex flex-wrap gap-4 text-note">
          <span className="text-ink-2">{words.otherYears}</span>
          {others.map((one) => (
            <ScreenLink key={one} to="reports" search={{ year: String(one), ...(chosen && { kind: chosen }) }}>
              {one}
            </ScreenLink>
          ))}
        </nav>
      )}
      {more && (
        <Button small className="mt-4" busy={loading} onClick={loadMore}>
          {words.older}
        </Button>
      )}
    </>
  )
}
