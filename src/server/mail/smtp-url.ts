import { AppError } from '../../core/errors.ts'
import { isLoopback } from '../../core/hosts.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (`smtps:`). */
  readonly secure: boolean
  /** The same machine: nothing leaves it, so it may go without TLS. */
  readonly loopback: boolean
  readonly credentials: { readonly user: string; readonly pass: string } | undefined
}

/**
 * Reads `smtp://user:pass@host:587` (STARTTLS) or `smtps://user:pass@host:465`.
 * @throws AppError `config`; the message never shows the password
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || !url.hostname)
    throw new AppError('config', 'The SMTP address must look like smtp://user:password@mail.example.org:587')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if ((url.pathname !== '' && url.pathname !== '/') || url.search || url.hash)
    throw new AppError('config', `The SMTP address of ${host} must end after its port`)
  const user = decode(url.username, host)
  const pass = decode(url.password, host)
  if ((user === '') !== (pass === ''))
    throw new AppError('config', `The SMTP address of ${host} needs both a user and a password, or neither`)
  const secure = url.protocol === 'smtps:'
  return {
    host,
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    loopback: isLoopback(host),
    credentials: user ? { user, pass } : undefined,
  }
}

function decode(part: string, host: string): string {
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    throw new AppError('config', `The user and password of ${host} must be percent-encoded`, { cause })
  }
}
