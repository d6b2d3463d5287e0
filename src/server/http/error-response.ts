import type { HTTPError } from 'h3'
import { AppError, errorCodes } from '../../core/errors.ts'

/** How long a caller who came at a bad moment should wait, in seconds. */
const retryAfterSeconds = 5

/** The one place an error becomes HTTP. Expected errors are told to the caller, bugs only to the log. */
export function errorResponse(error: HTTPError, log: (cause: unknown) => void): Response {
  const { cause } = error
  if (cause instanceof AppError && errorCodes[cause.code].status < 500) return toResponse(cause)
  if (cause instanceof AppError && cause.code === 'too_busy') return toResponse(cause)
  if (!error.unhandled && error.status < 500)
    return toResponse(new AppError('usage', 'the request cannot be understood'), error.status)
  log(cause ?? error)
  return toResponse(new AppError('internal', 'something went wrong here; it is in the server log'))
}

function toResponse({ code, message, at, details }: AppError, status: number = errorCodes[code].status): Response {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  const wait = status === 503 || status === 429 ? { 'retry-after': String(retryAfterSeconds) } : {}
  return Response.json(
    { error: { code, message, ...(at !== undefined && { at }), ...details } },
    { status, headers: { ...headers, ...wait } },
  )
}
