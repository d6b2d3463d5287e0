import { CommanderError } from 'commander'
import { AppError, type ErrorCode, errorCodes } from '../core/errors.ts'
import { toSafe } from './output.ts'

/** What went wrong as the command line tells it. `message` may have several lines. */
export interface Failure {
  readonly code: ErrorCode
  readonly message: string
  readonly at: string | undefined
  readonly exit: number
}

/** How a failure is told. */
export interface Telling {
  readonly json: boolean
  /** Also print where in the program it happened. */
  readonly debug: boolean
  readonly version: string
  /** The command that was typed; undefined where none is known. */
  readonly command?: string | undefined
  readonly write: (text: string) => void
}

/** Prints what went wrong and returns the exit code; help that was asked for is no failure and gives 0. */
export function tellFailure(error: unknown, { json, debug, version, command, write }: Telling): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0
  // Commander has printed the help already: nothing but the program's or a group's name was typed.
  if (error instanceof CommanderError && error.code === 'commander.help') return errorCodes.usage.exit
  const { code, message, at, exit } = toFailure(error, version, command)
  if (json) write(`${JSON.stringify({ error: { code, message, at } })}\n`)
  else write(`usage-audit: ${message.split('\n').map(toSafe).join('\n')}\n`)
  if (debug && error instanceof Error) write(`${stackOf(error)}\n`)
  return exit
}

function toFailure(error: unknown, version: string, command?: string): Failure {
  if (error instanceof AppError) return failure(error.code, error.message, error.at)
  if (error instanceof CommanderError) return failure('usage', toUsageMessage(error.message, command))
  // The system refused something (disk full, permission): no bug, and its own words name the file.
  if (isSystemError(error)) return failure('io', describeSystemError(error), error.path)
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return failure(
    'internal',
    `this is a bug: ${name}\nPlease report it with the command you typed, usage-audit ${version}, Node ${process.versions.node} on ${process.platform}, and what it prints with USAGE_AUDIT_LOG__LEVEL=debug.`,
  )
}

const failure = (code: ErrorCode, message: string, at?: string): Failure => ({
  code,
  message,
  at,
  exit: errorCodes[code].exit,
})

/** Commander's words without its prefix; a secret typed as an option is not said again. */
function toUsageMessage(message: string, command?: string): string {
  const [, secret] = /unknown option '--(token|password|secret)\b/.exec(message) ?? []
  if (secret)
    return `--${secret} is refused: a ${secret} on the command line can be read by every program. Put it in a file and use --token-file FILE.`
  const text = message.replace(/^error: /, '')
  return text.includes('\n')
    ? text
    : `${text}\nRun \`usage-audit ${command ? `${command} ` : ''}--help\` to see what can be typed.`
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string'

const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'that is a folder, not a file',
  ENOTDIR: 'a part of that path is a file, not a folder',
  EEXIST: 'that file exists already; choose another name, or remove it first',
  EACCES: 'this account may not do that',
  EPERM: 'this account may not do that',
  ENOSPC: 'the disk is full',
  EROFS: 'that disk cannot be written',
}

/** What the system refused, in words, without its own code and call. */
export const sayWhy = (cause: unknown): string =>
  systemErrors[(cause as NodeJS.ErrnoException).code ?? ''] ?? (cause as Error).message

function describeSystemError({ code, path, message }: NodeJS.ErrnoException): string {
  const text = systemErrors[code ?? '']
  return text && path ? `${path}: ${text}` : message
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : ''
  return `${error.stack}${cause}`
}
