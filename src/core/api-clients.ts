import type { Role } from './access.ts'

/** What a token of a program is for: `read` looks, `write` changes. */
export const apiScopes = ['read', 'write'] as const
export type ApiScope = (typeof apiScopes)[number]

export const isApiScope = (text: string): text is ApiScope => (apiScopes as readonly string[]).includes(text)

/** What a program may be; it owns nothing. */
export const apiRoles = ['manager', 'admin'] as const satisfies readonly Role[]
export type ApiRole = (typeof apiRoles)[number]

/**
 * Scopes as OAuth writes them, each once.
 * @returns undefined if one is unknown, or not among those allowed
 */
export function parseScopes(text: string, allowed: readonly ApiScope[]): ApiScope[] | undefined {
  const asked = [...new Set(text.split(' ').filter(Boolean))]
  return asked.every((scope) => isApiScope(scope) && allowed.includes(scope)) ? (asked as ApiScope[]) : undefined
}
