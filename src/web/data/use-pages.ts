import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type CallInput, call, type OutputOf } from '../../protocol/client.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'

/** The most that the server gives at once. */
const page = 200

/** A list that the server gives in pages, as far as it was asked for. */
export interface Pages<O> {
  /** The newest page has what is said beside the list. */
  readonly last: O
  readonly pages: readonly O[]
  readonly hasMore: boolean
  readonly busy: boolean
  more(): void
}

/**
 * Asks for a list page by page; what was shown stays while another order or filter is on its way.
 * @param rowsOf how many rows an answer has
 * @param once asked for one time only while the page is open: who is named there reads of each time
 * @returns undefined before the first page is there
 */
export function usePages<E extends Endpoint>(
  endpoint: E,
  input: Omit<CallInput<E>, 'offset' | 'limit'>,
  rowsOf: (answer: OutputOf<E>) => number,
  once = false,
): Pages<OutputOf<E>> | undefined {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [endpoint.path, input, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      call(endpoint, { ...input, offset: String(pageParam), limit: String(page) } as unknown as CallInput<E>, signal),
    initialPageParam: 0,
    getNextPageParam: (answer, _, offset) => (rowsOf(answer) < page ? undefined : offset + page),
    placeholderData: keepPreviousData,
    ...(once && { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY }),
  })
  const last = data?.pages.at(-1)
  if (!data || last === undefined) return undefined
  return {
    last,
    pages: data.pages,
    hasMore: hasNextPage,
    busy: isFetchingNextPage,
    more: () => void fetchNextPage(),
  }
}
