import type { ReactNode } from 'react'
import type { Section as ReportPart } from '../../core/view/section.ts'
import { RichText } from '../ui/rich.tsx'
import { Says, Section } from '../ui/section.tsx'
import { DaysChart } from './days-chart.tsx'
import { HeatMap } from './heat-map.tsx'
import { SectionTable } from './section-table.tsx'
import { SharesBar } from './shares-bar.tsx'

interface ReportSectionProps {
  readonly part: ReportPart
  /** The days of its picture, where they can be opened. */
  readonly days?: readonly string[]
  link?(row: number, name: ReactNode): ReactNode
  readonly narrow?: boolean
  readonly beside?: ReactNode
}

/** A section of a report on the screen: title, picture, table and sentences, the same as in mail and print. */
export const ReportSection = ({ part, days, link, narrow, beside }: ReportSectionProps) => {
  const { title, subtitle, picture, rows, sentences } = part
  return (
    <Section title={title} caption={subtitle} beside={beside}>
      {picture && (
        <div className={rows.length > 0 ? 'mb-4' : ''}>
          {picture.kind === 'days' && <DaysChart picture={picture} {...(days && { days })} />}
          {picture.kind === 'heat' && <HeatMap picture={picture} />}
          {picture.kind === 'shares' && <SharesBar picture={picture} />}
        </div>
      )}
      {rows.length > 0 && <SectionTable section={part} {...(link && { link })} {...(narrow && { narrow })} />}
      {sentences.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
        <Says key={i} quiet={narrow || i > 0}>
          <RichText>{sentence}</RichText>
        </Says>
      ))}
    </Section>
  )
}
