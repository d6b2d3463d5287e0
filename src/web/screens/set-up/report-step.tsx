import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { secondMs } from '../../../core/time.ts'
import { periodWithin } from '../../../core/view/period-name.ts'
import { toView } from '../../../core/view/view.ts'
import { query } from '../../../protocol/client.ts'
import { reportNow, reports } from '../../../protocol/reports.ts'
import { myOverview } from '../../../protocol/usage.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Mails } from '../../report/mails.tsx'
import { Button } from '../../ui/button.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { setUpWords } from '../../words/set-up.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** How often it is asked for the first figures, and for what became of the mail. */
const askMs = 3 * secondMs

/** The figures so far, and the first report made of them. */
export function ReportStep() {
  const words = useWords(setUpWords)
  const locale = useLocale()
  const { org, month } = useSelf()
  const { data } = useQuery({
    ...query(myOverview, { org: org.id, period: month }),
    refetchInterval: ({ state }) => ((state.data?.figures.recordedMs ?? 0) === 0 ? askMs : false),
  })
  if (!data || data.figures.recordedMs === 0)
    return (
      <p role="status" className="text-ink-2">
        <span aria-hidden="true" className="pulse mr-2 inline-block size-2 rounded-full bg-data" />
        {words.noFigures}
      </p>
    )
  const view = toView({ ...data.figures, kind: 'person-month' }, locale)
  return (
    <>
      <div className="mb-8 flex flex-col gap-6">
        <Hero {...view.hero} />
        <Figures figures={view.figures} />
      </div>
      <FirstReport />
    </>
  )
}

function FirstReport() {
  const words = useWords(setUpWords)
  const locale = useLocale()
  const { org, month } = useSelf()
  const { data } = useSuspenseQuery({ ...query(reports, { org: org.id, limit: '1' }), refetchInterval: askMs })
  const make = useAction(reportNow, { changes: [reports] })
  const [first] = data.reports
  if (!first)
    return (
      <>
        <Problem of={make.problem} />
        <Button kind="main" busy={make.busy} onClick={() => make.run({ org: org.id, period: month })}>
          {words.makeReport}
        </Button>
      </>
    )
  return (
    <div role="status">
      <p className="text-[17px]/[26px]">{words.made}</p>
      <div className="mt-2">
        {first.mails.length > 0 ? (
          <Mails
            mails={first.mails.map((mail) => ({ ...mail, byHand: !first.planned }))}
            period={periodWithin(first.period, locale)}
          />
        ) : (
          <p className="text-ink-2">{words.notMailed}</p>
        )}
      </div>
      <p className="mt-4 max-w-(--measure) text-ink-2">{words.byItself}</p>
      <p className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        <ScreenLink to="overview" className="main-link inline-block">
          {words.toOverview}
        </ScreenLink>
        <ScreenLink to="report" params={{ id: first.id }}>
          {words.open}
        </ScreenLink>
      </p>
    </div>
  )
}
