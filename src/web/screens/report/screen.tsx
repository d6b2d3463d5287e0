import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { AppError } from '../../../core/errors.ts'
import { query } from '../../../protocol/client.ts'
import { archivedReport } from '../../../protocol/reports.ts'
import { useReason } from '../../data/reasons.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenSkeleton } from '../../ui/skeleton.tsx'
import { AskReason } from './ask-reason.tsx'
import { FrozenReport } from './frozen-report.tsx'

/** What somebody else's report asks for before it opens. */
const asksReason = (error: unknown) => error instanceof AppError && error.at === 'reason'

/** A report as it was frozen and mailed: the same figures, words and order. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string }
  const { given: reason, proposed, give } = useReason(id, 'reason')
  const { org } = useSelf()
  const { data, error } = useQuery({
    ...query(archivedReport, { org: org.id, id, ...(reason && { reason }) }),
    throwOnError: (problem) => !asksReason(problem),
    // It never changes, and of somebody else's each opening is noted.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data) return <FrozenReport key={id} report={data} reason={reason} />
  return error ? (
    <AskReason problem={error as AppError} asked={reason !== undefined} proposed={proposed} onGiven={give} />
  ) : (
    <ScreenSkeleton />
  )
}
