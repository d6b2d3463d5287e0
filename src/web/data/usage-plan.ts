import { type CallInput, type OutputOf, query } from '../../protocol/client.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'

/** The two endpoints that answer the same: of the caller, and of somebody whom they may see. */
export interface OfPerson<M extends Endpoint, T extends Endpoint> {
  readonly mine: M
  readonly theirs: T
}

/** Another person whose figures are asked for, and the reason that they are shown. */
export interface Whose {
  readonly person: string
  readonly reason: string
}

export type Asked<M extends Endpoint> = Omit<CallInput<M>, 'org'>

interface Plan<O> {
  readonly queryKey: readonly [string, object]
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<O>
  readonly staleTime?: number
}

/** What is asked for. Each look at another's is noted, so nothing of it is asked for anew by itself: who wants that loads the page anew. */
export function planUsage<M extends Endpoint, T extends Endpoint>(
  { mine, theirs }: OfPerson<M, T>,
  input: Asked<M>,
  { org, whose }: { readonly org: number; readonly whose: Whose | undefined },
): Plan<OutputOf<M>> {
  if (!whose) return query(mine, { ...input, org } as unknown as CallInput<M>) as Plan<OutputOf<M>>
  const asked = { ...input, org, member: whose.person, reason: whose.reason } as unknown as CallInput<T>
  return { ...(query(theirs, asked) as unknown as Plan<OutputOf<M>>), staleTime: Number.POSITIVE_INFINITY }
}

type Key = readonly unknown[]

/** Of whom and of when figures are. Of one day, from when to when is only how close one looks. */
function subjectOf([path, asked]: Key): string {
  const { org, member, period, day, app, a, b, from, to } = asked as Readonly<Record<string, unknown>>
  return JSON.stringify([path, org, member, period, day, app, a, b, ...(day === undefined ? [from, to] : [])])
}

/** Whether two questions are of the same figures, and ask only for another order or part of them: others would stand under a wrong name. */
export const isOfSame = (one: Key, other: Key): boolean => subjectOf(one) === subjectOf(other)
