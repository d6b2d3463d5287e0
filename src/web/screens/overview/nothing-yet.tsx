import type { ReportView } from '../../../core/view/view.ts'
import { isShown, useSelf } from '../../data/self.ts'
import { EnrolCommand } from '../../enrol/enrol-command.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Empty } from '../../ui/notice.tsx'
import { counted } from '../../words/count.ts'
import { overviewWords } from '../../words/overview.ts'
import { useLocale, useWords } from '../../words/words.ts'

interface NothingYetProps {
  readonly view: ReportView
  /** Nothing of any computer is stored: then what to do is to enrol one, unless there is one already. */
  readonly never: boolean
  /** Of whom it is told. */
  readonly computers: number
}

/** A period of which nothing is known. */
export function NothingYet({ view, never, computers }: NothingYetProps) {
  const words = useWords(overviewWords)
  const locale = useLocale()
  const self = useSelf()
  return (
    <div className="py-10">
      {never && computers > 0 ? (
        <Empty title={words.nothingStored}>
          <p>{words.enrolled(counted(locale, computers, words.computer, words.computers))}</p>
          <p className="mt-3">
            <ScreenLink to="devices">{words.toComputers}</ScreenLink>
          </p>
        </Empty>
      ) : never ? (
        <Empty title={words.firstTitle}>
          <p>{words.first}</p>
          <EnrolCommand />
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
