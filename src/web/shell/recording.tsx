import { useQuery } from '@tanstack/react-query'
import { query } from '../../protocol/client.ts'
import { combinePolicies } from '../../protocol/combined-policy.ts'
import { devices } from '../../protocol/devices.ts'
import { myConsent } from '../../protocol/rights.ts'
import { formatAgo } from '../data/instant.ts'
import { useSelf } from '../data/self.ts'
import { counted } from '../words/count.ts'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'

/** Whether anything is being recorded of whoever looks: so many computers of theirs, heard of last so long ago. */
export function Recording() {
  const words = useWords(shellWords)
  const self = useSelf()
  const { me, org, locale } = self
  const { data } = useQuery({ ...query(devices, { org: org.id }), throwOnError: false })
  const { data: asked } = useQuery({ ...query(myConsent, { org: org.id }), throwOnError: false })
  if (!data || !asked) return null
  const own = data.devices.filter(({ userId, state }) => userId === me.id && state !== 'revoked')
  const last = Math.max(...own.map(({ lastSeenAt }) => lastSeenAt ?? 0))
  const isPaused = ({ id }: { readonly id: number }) =>
    combinePolicies(asked.policies, { userId: me.id, deviceId: id }).paused
  const title = own.length > 0 && own.every(isPaused) ? words.paused : words.recording
  const computers = counted(locale, own.length, words.computer, words.computers)
  return (
    <div className="border-t border-rule pt-3 text-note text-ink-2">
      <p className="font-semibold text-ink">{title}</p>
      <p>{last > 0 ? words.lastUpload(computers, formatAgo(last, Date.now(), self)) : words.nothingRecorded}</p>
    </div>
  )
}
