import { useSuspenseQuery } from '@tanstack/react-query'
import { query } from '../../../protocol/client.ts'
import { devices } from '../../../protocol/devices.ts'
import { reports } from '../../../protocol/reports.ts'
import { useSelf } from '../../data/self.ts'
import type { Step } from './steps.ts'

/** The steps of which the server shows that they are done. */
export function useDone(): ReadonlySet<Step> {
  const { me, org } = useSelf()
  const { data: known } = useSuspenseQuery(query(devices, { org: org.id }))
  const { data: archive } = useSuspenseQuery(query(reports, { org: org.id, limit: '1' }))
  const reporting = known.devices.some(({ lastSeenAt }) => lastSeenAt !== null)
  const all: Readonly<Record<Step, boolean>> = {
    you: me.hasPassword,
    computer: reporting,
    mail: me.emailVerified,
    report: archive.reports.length > 0,
  }
  return new Set((Object.keys(all) as Step[]).filter((step) => all[step]))
}
