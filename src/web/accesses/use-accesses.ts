import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type CallInput, call, type OutputOf } from '../../protocol/client.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import type { accessLog } from '../../protocol/member-data.ts'
import type { myAccesses } from '../../protocol/rights.ts'
import type { AccessEntry } from './access.ts'

/** A log that is read a page at a time, the newest first. */
export interface Accesses {
  /** Undefined while the first page is on its way. */
  readonly entries: readonly AccessEntry[] | undefined
  /** Of all pages, also of those that were not read. */
  readonly total: number
  readonly hasMore: boolean
  readonly busy: boolean
  readMore(): void
}

/** @param input what is asked for besides the page; another of it begins anew */
export function useAccesses<E extends typeof myAccesses | typeof accessLog>(
  endpoint: E,
  input: Omit<CallInput<E>, 'before' | 'limit'>,
  limit: number,
): Accesses {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [endpoint.path, input, limit] as const,
    queryFn: ({ pageParam, signal }) => {
      const page = { ...input, limit: String(limit), ...(pageParam !== null && { before: String(pageParam) }) }
      return call(endpoint as Endpoint, page as never, signal) as Promise<OutputOf<typeof myAccesses>>
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  return {
    entries: data?.pages.flatMap(({ entries }) => entries),
    total: data?.pages.at(-1)?.total ?? 0,
    hasMore: hasNextPage,
    busy: isFetchingNextPage,
    readMore: () => void fetchNextPage(),
  }
}
