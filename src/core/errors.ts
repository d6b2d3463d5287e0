/**
 * What went wrong, in words a program can branch on: one code, one HTTP status, one exit code (sysexits).
 * 64 usage · 65 data · 69 unavailable · 70 internal · 73 cannot create · 74 I/O · 75 try later · 77 permission · 78 config
 */
export const errorCodes = {
  usage: { status: 400, exit: 64 },
  invalid: { status: 422, exit: 65 },
  body_missing: { status: 400, exit: 65 },
  body_truncated: { status: 400, exit: 65 },
  json_invalid: { status: 400, exit: 65 },
  json_too_deep: { status: 400, exit: 65 },
  media_type: { status: 415, exit: 65 },
  encoding: { status: 415, exit: 65 },
  too_large: { status: 413, exit: 65 },
  unknown_field: { status: 422, exit: 65 },
  too_many_rows: { status: 422, exit: 65 },
  time_unit: { status: 422, exit: 65 },
  tz_unknown: { status: 422, exit: 65 },
  email_invalid: { status: 422, exit: 65 },
  password_weak: { status: 422, exit: 65 },
  link_dead: { status: 410, exit: 65 },
  unauthenticated: { status: 401, exit: 77 },
  forbidden: { status: 403, exit: 77 },
  misdirected: { status: 421, exit: 77 },
  not_found: { status: 404, exit: 65 },
  conflict: { status: 409, exit: 75 },
  behind: { status: 409, exit: 75 },
  agent_too_old: { status: 426, exit: 69 },
  stream_elsewhere: { status: 409, exit: 65 },
  too_many_requests: { status: 429, exit: 75 },
  too_busy: { status: 503, exit: 75 },
  store_unavailable: { status: 503, exit: 75 },
  store_full: { status: 507, exit: 74 },
  unavailable: { status: 503, exit: 69 },
  cannot_create: { status: 500, exit: 73 },
  io: { status: 500, exit: 74 },
  config: { status: 500, exit: 78 },
  internal: { status: 500, exit: 70 },
} as const

export type ErrorCode = keyof typeof errorCodes

export interface AppErrorOptions extends ErrorOptions {
  /** The field or place the error is about, `processHours[17].hour`. */
  readonly at?: string
  /** More fields for the error's body, as `cursors` of `behind`. */
  readonly details?: Readonly<Record<string, unknown>>
  /** When another try makes sense. */
  readonly retryAfterMs?: number
}

/**
 * An expected failure. `message` is shown to people and names the value and the way out; anything else that is thrown is
 * a bug and stays hidden.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly at: string | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, message: string, { at, details, retryAfterMs, ...options }: AppErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.at = at
    this.details = details
    this.retryAfterMs = retryAfterMs
  }
}
