import type { HTTPError } from 'h3'
import { AppError, type ErrorCode, errorCodes } from '../../core/errors.ts'
import { secondMs } from '../../core/time.ts'

/** How long a caller who came at a bad moment should wait, where nothing tells better. */
const usualRetryMs = 5 * secondMs

/** The refusals of 500 and more whose words are for the caller: come again, it is not your fault. */
const retried: ReadonlySet<string> = new Set<ErrorCode>(['too_busy', 'store_unavailable', 'store_full'])

/** The one place where an error becomes what a caller is told; a bug is only told to the log. */
export function toTold(error: HTTPError, log: (cause: unknown) => void): { problem: AppError; status: number } {
  const { cause } = error
  if (cause instanceof AppError && (errorCodes[cause.code].status < 500 || retried.has(cause.code)))
    return { problem: cause, status: errorCodes[cause.code].status }
  if (!error.unhandled && error.status < 500)
    return { problem: new AppError('usage', 'the request cannot be understood'), status: error.status }
  log(cause ?? error)
  const problem = new AppError('internal', 'something went wrong here; it is in the server log')
  return { problem, status: errorCodes.internal.status }
}

/** @param hangUp ends the connection: there is more of the request than anybody wants to read */
export function errorResponse({ problem, status }: ReturnType<typeof toTold>, hangUp: boolean): Response {
  const { code, message, at, details, retryAfterMs = usualRetryMs } = problem
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...([429, 503, 507].includes(status) && { 'retry-after': String(Math.ceil(retryAfterMs / secondMs)) }),
    ...(hangUp && { connection: 'close' }),
  }
  return Response.json({ error: { code, message, ...(at !== undefined && { at }), ...details } }, { status, headers })
}
