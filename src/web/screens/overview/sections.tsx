import type { ReactNode } from 'react'
import type { Section as ReportPart, SectionName } from '../../../core/view/section.ts'
import type { ReportView } from '../../../core/view/view.ts'
import { useRange } from '../../data/range.ts'
import { ReportSection } from '../../report/report-section.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { counted } from '../../words/count.ts'
import { overviewWords } from '../../words/overview.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { Calendar } from './calendar.tsx'
import { Coverage } from './coverage.tsx'
import type { Overview } from './figures.ts'

interface Props {
  readonly overview: Overview
  readonly view: ReportView
}

interface TwoProps {
  /** The second is a column at the side. */
  readonly wide?: boolean
  /** There is no second. */
  readonly single?: boolean
  readonly children: ReactNode
}

const Two = ({ wide, single, children }: TwoProps) => (
  <div
    className={`xl:gap-x-10 ${single ? '' : 'xl:grid'} ${wide ? 'xl:grid-cols-[minmax(0,1fr)_288px]' : 'xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]'}`}
  >
    {children}
  </div>
)

/** The report's sections laid out for a screen, and what only a screen has room for. */
export function OverviewSections({ overview, view }: Props) {
  const { range } = useRange()
  const { figures } = overview
  const parts = new Map<SectionName, ReportPart>(view.sections.map((part) => [part.name, part]))
  const show = (name: SectionName, narrow = false) => {
    const part = parts.get(name)
    return part && <ReportSection key={name} part={part} narrow={narrow} />
  }
  const month = parts.get('month')
  const halves = (['when', 'changes', 'spent', 'unused'] as const).filter((name) => parts.has(name))
  return (
    <>
      {range.unit !== 'year' && month && <ReportSection part={month} days={figures.days.map(({ day }) => day)} />}
      {range.unit === 'year' && <Calendar />}
      <Two wide>
        <Apps overview={overview} part={parts.get('apps')} />
        <div>
          <Coverage figures={figures} />
          {show('categories', true)}
        </div>
      </Two>
      {pairs(halves).map(([left, right]) => (
        <Two key={left} single={right === undefined}>
          {show(left!)}
          {right && show(right)}
        </Two>
      ))}
      {show('devices')}
      {show('gaps')}
      {range.unit !== 'year' && <Calendar />}
    </>
  )
}

const pairs = <T,>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(i * 2, i * 2 + 2))

function Apps({ overview, part }: { readonly overview: Overview; readonly part: ReportPart | undefined }) {
  const words = useWords(overviewWords)
  const locale = useLocale()
  if (!part) return null
  const keyOf = (row: number) => (part.rows[row]?.kind === 'item' ? overview.figures.apps[row]?.key : undefined)
  return (
    <ReportSection
      part={part}
      beside={<ScreenLink to="apps">{words.all(counted(locale, overview.apps, words.app, words.apps))}</ScreenLink>}
      link={(row, name) => {
        const key = keyOf(row)
        return key === undefined ? (
          name
        ) : (
          <ScreenLink to="app" search={{ app: key }} className="quiet-link">
            {name}
          </ScreenLink>
        )
      }}
    />
  )
}
