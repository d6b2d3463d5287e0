import { useSuspenseQuery } from '@tanstack/react-query'
import { isAtLeast } from '../../../core/access.ts'
import { formatDay, formatMonthName } from '../../../core/format.ts'
import { sendAt } from '../../../core/report/wishes.ts'
import { dayAt, offsetAt } from '../../../core/time.ts'
import { type OutputOf, query } from '../../../protocol/client.ts'
import { mySubscriptions } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { Lead } from '../../ui/lead.tsx'
import { ScreenLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { reportsWords } from '../../words/settings-reports.ts'
import { suppressedWords, toSuppressedText } from '../../words/suppressed.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { hourName } from './hours.ts'
import { HowMade } from './how-made.tsx'
import { Recipients } from './recipients.tsx'
import { SubscriptionForm } from './subscription-form.tsx'

/** Which reports somebody gets, when and how; and who else reads them. */
export function OwnReportsTab() {
  const { org, personal } = useSelf()
  const { data } = useSuspenseQuery(query(mySubscriptions, { org: org.id }))
  return (
    <>
      <Lead>{useLead(data)}</Lead>
      <Hindered subscriptions={data} />
      {data.subscriptions.map((one) => (
        <SubscriptionForm key={one.kind} subscription={one} />
      ))}
      {personal && isAtLeast(org.role, 'admin') && <HowMade />}
      <Recipients about="own" />
    </>
  )
}

type Subscriptions = OutputOf<typeof mySubscriptions>

/** When the next month comes, and where to. */
function useLead({ address, suppressed, way, subscriptions }: Subscriptions): string {
  const words = useWords(reportsWords)
  const locale = useLocale()
  const { month } = useSelf()
  const own = subscriptions.find(({ kind }) => kind === 'person-month')
  if (address === null && way === 'smtp') return words.leadNoAddress
  if (!own?.wanted || suppressed !== null) return words.leadNone
  const { zone, hour } = own.settled
  const at = sendAt(month, own.settled)
  const day = formatDay(dayAt(at, offsetAt(zone, at)), locale)
  const when = { day, hour: hourName(hour) }
  const name = formatMonthName(month, locale)
  return way === 'outbox' || address === null ? words.leadOutbox(name, when) : words.lead(name, when, address)
}

function Hindered({ subscriptions: { address, suppressed } }: { readonly subscriptions: Subscriptions }) {
  const words = useWords(reportsWords)
  const reasons = useWords(suppressedWords)
  if (address === null)
    return (
      <Notice>
        <p>{words.noAddress}</p>
        <p className="mt-1">
          <ScreenLink to="account">{words.toAccount}</ScreenLink>
        </p>
      </Notice>
    )
  if (suppressed === null) return null
  return (
    <Notice tone="look" title={words.suppressedTitle(address)}>
      {words.suppressed(toSuppressedText(reasons, suppressed))}
    </Notice>
  )
}
