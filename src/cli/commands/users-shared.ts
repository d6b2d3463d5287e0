import { isRole, type Role, roles } from '../../core/access.ts'
import { AppError } from '../../core/errors.ts'
import type { Cli } from '../cli.ts'
import { toSafe } from '../output.ts'
import { say } from '../say.ts'
import type { ServerSide } from '../server-side.ts'
import type { AccessWords } from '../words/access-words.ts'

/** @throws AppError `usage` */
export function toRole(text: string, at: string): Role {
  if (isRole(text)) return text
  throw new AppError('usage', `"${toSafe(text)}" is no role; take one of ${roles.join(', ')}`, { at })
}

/** Where people reach the server: as it was told, as it listens now, or as it would by these settings. */
export const baseUrlOf = ({ config: { server }, served }: Pick<ServerSide, 'config' | 'served'>): string => {
  const host = server.host.includes(':') ? `[${server.host}]` : server.host
  return (
    server.publicUrl ??
    served ??
    `${server.tlsCert || server.tls === 'self-signed' ? 'https' : 'http'}://${host}:${server.port}`
  )
}

/** Says beside a link for somebody else that it may lead nowhere for them; on stderr, since it is no part of the answer. */
export function warnOfLink(
  cli: Cli,
  { config, served }: Pick<ServerSide, 'config' | 'served'>,
  words: AccessWords,
): void {
  if (config.server.publicUrl === undefined && !cli.json)
    say(cli.stderr, served === undefined ? words.unreachable : words.onlyHere)
}
