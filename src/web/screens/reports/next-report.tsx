import { useQuery } from '@tanstack/react-query'
import { formatInstant, formatMonth } from '../../../core/format.ts'
import { sendAt } from '../../../core/report/wishes.ts'
import { query } from '../../../protocol/client.ts'
import { mySubscriptions, type Subscriptions } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenLink } from '../../ui/link.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { reportsWords } from '../../words/reports.ts'
import { suppressedWords, toSuppressedText } from '../../words/suppressed.ts'
import { useWords } from '../../words/words.ts'
import { ReportNow } from './report-now.tsx'

/** When the running month becomes a report, where that goes, and how it looks so far. */
export function NextReport() {
  const { org } = useSelf()
  const { data } = useQuery(query(mySubscriptions, { org: org.id }))
  return <div className="py-8 sm:pt-10">{data ? <Told given={data} /> : <Skeleton className="h-16" />}</div>
}

function Told({ given: { subscriptions, address, suppressed, way } }: { readonly given: Subscriptions }) {
  const words = useWords(reportsWords)
  const reasons = useWords(suppressedWords)
  const { locale, month, me } = useSelf()
  const { email, emailVerified } = me
  const wish = subscriptions.find(({ kind }) => kind === 'person-month')
  const period = formatMonth(month, locale)
  return (
    <>
      <p className="max-w-(--measure) text-[17px]/[26px]">
        {wish?.wanted
          ? words.next({
              period,
              at: formatInstant(sendAt(month, wish.settled), locale, wish.settled.zone, 'year'),
            })
          : words.nextUnwanted(period)}
      </p>
      {wish?.wanted && (
        <p className="mt-1 text-body text-ink-2">
          {way === 'smtp' && address === null && email !== null && !emailVerified
            ? words.toUnproven(email)
            : toWhere({ address, way }, suppressed === null ? null : toSuppressedText(reasons, suppressed), words)}
        </p>
      )}
      <p className="mt-2 flex flex-wrap items-baseline gap-x-6 text-note">
        <ScreenLink to="overview" search={{ period: month, person: undefined, reason: undefined }}>
          {words.preview(period)}
        </ScreenLink>
        <ReportNow to={{ address, suppressed, way }} />
        <ScreenLink to="settings" search={{ tab: 'reports' }}>
          {words.how}
        </ScreenLink>
      </p>
    </>
  )
}

type Words = Pick<(typeof reportsWords)['en'], 'to' | 'toNowhere' | 'toOutbox' | 'toSuppressed'>

/** @param why nothing goes there, in the reader’s words */
function toWhere({ address, way }: Pick<Subscriptions, 'address' | 'way'>, why: string | null, words: Words): string {
  if (way === 'outbox' && why === null) return words.toOutbox
  if (address === null) return words.toNowhere
  return why === null ? words.to(address) : words.toSuppressed({ address, why })
}
