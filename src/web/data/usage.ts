import { type keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../protocol/client.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { useAddress } from './param.ts'
import { useSelf } from './self.ts'
import { type Asked, isOfSame, type OfPerson, planUsage, type Whose } from './usage-plan.ts'

/** Whose figures the address asks for: the caller's own, or another's with the reason that they are shown. */
export function useWhose(): Whose | undefined {
  const { person, reason } = useAddress()
  return person !== undefined && reason !== undefined ? { person, reason } : undefined
}

function usePlan<M extends Endpoint, T extends Endpoint>(of: OfPerson<M, T>, input: Asked<M>) {
  const { org } = useSelf()
  return planUsage(of, input, { org: org.id, whose: useWhose() })
}

/** Figures of the person whom the screen is about; the screen waits for them. */
export const useUsage = <M extends Endpoint, T extends Endpoint>(of: OfPerson<M, T>, input: Asked<M>): OutputOf<M> =>
  useSuspenseQuery(usePlan(of, input)).data

/** The same where the screen does not wait, and shows what it had of the same figures while another order or part is on its way. */
export function useUsageSoon<M extends Endpoint, T extends Endpoint>(of: OfPerson<M, T>, input: Asked<M>) {
  const plan = usePlan(of, input)
  return useQuery({
    ...plan,
    placeholderData: ((old: OutputOf<M> | undefined, before: { readonly queryKey: readonly unknown[] } | undefined) =>
      before && isOfSame(before.queryKey, plan.queryKey) ? old : undefined) as typeof keepPreviousData,
  })
}
