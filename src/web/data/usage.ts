import { type keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { type CallInput, type OutputOf, query } from '../../protocol/client.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { useAddress } from './param.ts'
import { useSelf } from './self.ts'

/** The two endpoints that answer the same: of the caller, and of somebody whom they may see. */
interface OfPerson<M extends Endpoint, T extends Endpoint> {
  readonly mine: M
  readonly theirs: T
}

type Asked<M extends Endpoint> = Omit<CallInput<M>, 'org'>

/** Whose figures the address asks for: the caller's own, or another's with the reason that they are shown. */
export function useWhose(): { readonly person: string; readonly reason: string } | undefined {
  const { person, reason } = useAddress()
  return person !== undefined && reason !== undefined ? { person, reason } : undefined
}

function usePlan<M extends Endpoint, T extends Endpoint>({ mine, theirs }: OfPerson<M, T>, input: Asked<M>) {
  const { org } = useSelf()
  const whose = useWhose()
  const plan = whose
    ? query(theirs, { ...input, org: org.id, member: whose.person, reason: whose.reason } as unknown as CallInput<T>)
    : query(mine, { ...input, org: org.id } as unknown as CallInput<M>)
  return plan as { queryKey: readonly unknown[]; queryFn: (context: { signal: AbortSignal }) => Promise<OutputOf<M>> }
}

/** Figures of the person whom the screen is about; the screen waits for them. */
export const useUsage = <M extends Endpoint, T extends Endpoint>(of: OfPerson<M, T>, input: Asked<M>): OutputOf<M> =>
  useSuspenseQuery(usePlan(of, input)).data

/** The same where the screen does not wait, and shows what it had of the same person while other figures are on their way. */
export function useUsageSoon<M extends Endpoint, T extends Endpoint>(of: OfPerson<M, T>, input: Asked<M>) {
  const plan = usePlan(of, input)
  const memberOf = ([, asked]: readonly unknown[]) => (asked as { readonly member?: string }).member
  return useQuery({
    ...plan,
    placeholderData: ((old: OutputOf<M> | undefined, before: { readonly queryKey: readonly unknown[] } | undefined) =>
      before && memberOf(before.queryKey) === memberOf(plan.queryKey) ? old : undefined) as typeof keepPreviousData,
  })
}
