import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type AnyReport, toAnyView } from '../../../core/view/any-view.ts'
import { query } from '../../../protocol/client.ts'
import { archivedReport } from '../../../protocol/reports.ts'
import { useAddress } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ReportSection } from '../../report/report-section.tsx'
import { ScreenHead } from '../../shell/head.tsx'
import { Figures, Hero } from '../../ui/figures.tsx'
import { RichText } from '../../ui/rich.tsx'

/** A report as it was frozen and mailed: the same figures, words and order. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const { reason } = useAddress()
  const { org, locale } = useSelf()
  const { data } = useSuspenseQuery(query(archivedReport, { org: org.id, id, ...(reason && { reason }) }))
  const view = toAnyView(data.figures as AnyReport, locale)
  return (
    <>
      <ScreenHead title={view.period} />
      <Hero {...view.hero} />
      <Figures figures={view.figures} />
      {view.sections.map((part) => (
        <ReportSection key={part.name} part={part} />
      ))}
      {view.closing.map((sentence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
        <p key={i}>
          <RichText>{sentence}</RichText>
        </p>
      ))}
    </>
  )
}
