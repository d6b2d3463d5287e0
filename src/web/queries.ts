import { QueryCache, QueryClient } from '@tanstack/react-query'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { minuteMs } from '../core/time.ts'

/** Worth another try: the server was away or busy, and nothing was wrong with the question. */
const passing: ReadonlySet<string> = new Set<ErrorCode>(['unavailable', 'too_busy', 'store_unavailable'])

/** There is nothing to show. What is there stays as it is, with what was typed in it, where it cannot be asked for anew. */
const hasNothing = (_: unknown, { state }: { readonly state: { readonly data?: unknown } }): boolean =>
  state.data === undefined

/**
 * Answers that were asked for, kept while the page is open; figures of a moment ago are shown at once and asked for anew.
 * @param onStale what is shown could not be asked for anew, and why
 */
export const createQueries = (onStale: (error: unknown) => void): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!hasNothing(error, query)) onStale(error)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: minuteMs / 2,
        retry: (failures, error) => failures < 2 && error instanceof AppError && passing.has(error.code),
        throwOnError: hasNothing,
      },
      // What a change was told, and what it answered, may be a secret: nothing of it is kept.
      mutations: { retry: false, gcTime: 0 },
    },
  })
