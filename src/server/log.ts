import pino from 'pino'

export type Log = pino.Logger

/**
 * Structured logs, one JSON object a line; what might be a secret is never written.
 * @param to where lines go; standard error if undefined
 */
export const createLog = (level: string, to?: pino.DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      formatters: { log: (line) => hideSecrets(line, 0) as Record<string, unknown> },
      hooks: {
        // JSON leaves these as they are, and a terminal that shows the log would obey them.
        streamWrite: (line) => line.replace(obeyed, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
        // Of what is said about a line, only its words go through here.
        logMethod(args, method) {
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? hideInText(arg) : arg)) as typeof args)
        },
      },
    },
    to ?? pino.destination({ fd: 2, sync: true }),
  )

const secretName = /token|authorization|password|cookie|secret|^address$|^email$|^to$|smtp_?url/i
const mostDepth = 6

/** A line's values without secrets: by the name they have, and by what they look like. */
function hideSecrets(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideInText(value)
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  if (depth >= mostDepth) return '…'
  if (Array.isArray(value)) return value.map((inner) => hideSecrets(inner, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secretName.test(name) ? '…' : hideSecrets(inner, depth + 1)]),
  )
}

const obeyed = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** No line needs more of one text, and to look through a long one for addresses takes the square of its length. */
const mostText = 4_000

/** Names and passwords within addresses of servers, bearer tokens, e-mail addresses. */
const hideInText = (text: string) =>
  (text.length > mostText ? `${text.slice(0, mostText)}…` : text)
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]*@/gi, '$1…@') // a password may hold / and @
    .replace(/\b(Bearer|Basic)\s+[\x21-\x7e]+/gi, '$1 …')
    .replace(/[^\s<>"'(),;:=[\]{}@]+@[^\s<>"'(),;:=[\]{}@]+\.[^\s<>"'(),;:=[\]{}@]+/g, '…@…')

/**
 * What a log says of an error: its name, code, words and place, and the same of its causes. The query of a failed statement and
 * what was to be stored by it are not said.
 */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return hideSecrets(error, 0)
  const { name, code, cause } = error as Error & { code?: unknown }
  const ofQuery = 'query' in error || 'params' in error
  const message = ofQuery ? 'a query failed' : hideInText(error.message)
  const place = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: name,
    ...(typeof code === 'string' && { code }),
    message: isDetail(code) ? 'the database refused a value' : message,
    stack: place.map((line) => line.trim()).slice(0, 15),
    ...(cause !== undefined && depth < 5 && { cause: describeError(cause, depth + 1) }),
  }
}

/** PostgreSQL's words about a value (classes 22 and 23) may quote it. */
const isDetail = (code: unknown) => typeof code === 'string' && /^2[23]\w{3}$/.test(code)
