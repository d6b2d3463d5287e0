import { AppError, type AppErrorOptions, type ErrorCode } from '../../../core/errors.ts'

/** From the thread of the server to that of the jobs. */
export type Order =
  | { readonly kind: 'do'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'end' }

/** And back. */
export type Answer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: unknown }

/** An error as it travels: a thread is sent a copy of an error without its class, its code and whatever else it says. */
interface SentError {
  readonly isSentError: true
  readonly isApp: boolean
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly cause: unknown
  readonly own: Readonly<Record<string, unknown>>
}

const isSentError = (value: object): value is SentError => 'isSentError' in value

/** Of what an error has besides: what is surely understood elsewhere. */
const isSimple = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

/** A value with the errors in it made ready to travel. */
export function toSent(value: unknown): unknown {
  if (value instanceof Error) return toSentError(value)
  return mapInside(value, toSent)
}

/** The same value with errors in it again. */
export function fromSent(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && isSentError(value)) return fromSentError(value)
  return mapInside(value, fromSent)
}

function mapInside(value: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner)]))
}

function toSentError(error: Error): SentError {
  const isApp = error instanceof AppError
  const own = Object.entries(error).filter(([name, value]) => isSimple(value) || (isApp && name === 'details'))
  const { name, message, stack, cause } = error
  return { isSentError: true, isApp, name, message, stack, cause: toSent(cause), own: Object.fromEntries(own) }
}

function fromSentError({ isApp, name, message, stack, cause, own }: SentError): Error {
  const options = { ...(cause !== undefined && { cause: fromSent(cause) }) }
  const error = isApp
    ? new AppError(own.code as ErrorCode, message, { ...(own as AppErrorOptions), ...options })
    : Object.assign(new Error(message, options), own)
  if (!isApp && name !== 'Error') Object.defineProperty(error, 'name', { value: name })
  if (stack !== undefined) error.stack = stack
  return error
}
