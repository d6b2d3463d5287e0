import type { ReportView } from '../../../core/view/view.ts'
import { isShown, useSelf } from '../../data/self.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { overviewWords } from '../../words/overview.ts'
import { useWords } from '../../words/words.ts'

interface NothingYetProps {
  readonly view: ReportView
  /** No computer ever sent anything: then what to do is to enrol one. */
  readonly never: boolean
}

/** A period of which nothing is known. */
export function NothingYet({ view, never }: NothingYetProps) {
  const words = useWords(overviewWords)
  const self = useSelf()
  return (
    <div className="py-10">
      {never ? (
        <Empty title={words.firstTitle}>
          <p>{words.first}</p>
          <pre className="my-3 overflow-x-auto border border-rule bg-ground px-4 py-3 text-cell">
            <code>usage-audit agent enroll --server {location.origin}</code>
          </pre>
          <p>{words.firstThen}</p>
          {isShown('setUp', self) && (
            <p className="mt-3">
              <ScreenLink to="setUp">{words.setUp}</ScreenLink>
            </p>
          )}
        </Empty>
      ) : (
        <Empty title={view.hero.label}>
          {view.empty.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Empty>
      )}
    </div>
  )
}
