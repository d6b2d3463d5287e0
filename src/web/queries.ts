import { QueryClient } from '@tanstack/react-query'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { minuteMs } from '../core/time.ts'

/** Worth another try: the server was away or busy, and nothing was wrong with the question. */
const passing: ReadonlySet<string> = new Set<ErrorCode>(['unavailable', 'too_busy', 'store_unavailable'])

/** Answers that were asked for, kept while the page is open; figures of a moment ago are shown at once and asked for anew. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: minuteMs / 2,
        retry: (failures, error) => failures < 2 && error instanceof AppError && passing.has(error.code),
        throwOnError: true,
      },
      // What a change was told, and what it answered, may be a secret: nothing of it is kept.
      mutations: { retry: false, gcTime: 0 },
    },
  })
