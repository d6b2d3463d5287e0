import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { AppError } from '../core/errors.ts'
import { isLoopback } from '../core/hosts.ts'
import type { Provider } from '../server/auth/oidc/provider.ts'

const text = (what: string, most = 300) => z.string().trim().min(1).max(most).describe(what)

const isIssuer = (value: string) => {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, search, hash, username } = new URL(value)
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return safe && !search && !hash && !username
}

/** One `[[oidc]]` of the settings file. */
const providerSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,30}$/)
    .describe('small letters, digits and hyphens, at most 31, as acme'),
  label: text('what people read on the button, as Acme', 60).optional().describe('what people read, as Acme'),
  issuer: text('').refine(isIssuer).describe('an https:// address as the provider names itself, without a query'),
  client_id: text('what the provider calls this server'),
  client_secret: text('a secret of the provider', 1_000).optional().describe('a secret of the provider'),
  client_secret_file: text('the path of a file').optional().describe('the path of a file with the secret'),
})

export const providersSchema = z
  .array(providerSchema)
  .max(20)
  .describe(
    'tables [[oidc]] of the settings file, each with name, issuer, client_id and client_secret or client_secret_file',
  )

type Given = z.output<typeof providersSchema>

/** The same with absolute paths. */
export const withPaths = (given: Given, toAbsolute: (path: string) => string): Given =>
  given.map(({ client_secret_file: file, ...one }) => ({
    ...one,
    ...(file !== undefined && { client_secret_file: toAbsolute(file) }),
  }))

/** A line for each pair that cannot stand together. */
export function checkProviders(given: Given): string[] {
  const twice = (of: (one: Given[number]) => string) => new Set(given.map(of)).size < given.length
  return [
    ...(twice(({ name }) => name) ? ['two tables [[oidc]] have one name: give each its own.'] : []),
    ...(twice(({ issuer }) => new URL(issuer).href)
      ? ['two tables [[oidc]] have one issuer: people are known by it, so keep one.']
      : []),
    ...given.flatMap(({ name, client_secret: secret, client_secret_file: file }) =>
      secret !== undefined && file !== undefined
        ? [`oidc "${name}" has client_secret and client_secret_file: keep one.`]
        : [],
    ),
  ]
}

/** @throws AppError `config` for a file that cannot be read, or holds nothing */
export const toProviders = (given: Given): Provider[] =>
  given.map(({ name, label = name, issuer, client_id: clientId, client_secret, client_secret_file: file }) => ({
    ...{ name, label, issuer, clientId },
    clientSecret: file === undefined ? client_secret : readSecret(file, name),
  }))

function readSecret(file: string, name: string): string {
  const fail = (reason: string, cause?: unknown) => {
    const at = 'oidc'
    throw new AppError('config', `client_secret_file of oidc "${name}", ${file}, ${reason}`, { at, cause })
  }
  let secret = ''
  try {
    secret = readFileSync(file, 'utf8').trim()
  } catch (cause) {
    fail(`cannot be read: ${(cause as Error).message}`, cause)
  }
  return secret === '' ? fail('is empty') : secret
}
