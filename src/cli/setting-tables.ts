import * as z from 'zod'

/*
 * Settings that are tables of the file, and what is to know of their fields.
 */

const entryText = (what: string) => z.string().trim().min(1).max(300).describe(what)

/** A table of `[[apps.rules]]`. */
export const appRule = z.strictObject({
  match: entryText('a pattern of a path or a key, as /opt/acme/*/bin/acme-*'),
  name: entryText('the name that people know'),
  key: entryText('what makes apps one, as acme').optional().describe('what makes apps one, as acme'),
})

/** A variable holds them as the file would after `=`. */
export const tableKeys: ReadonlySet<string> = new Set(['oidc', 'apps.rules', 'privacy.rules'])

/** Fields whose value is never printed. */
export const secretFields: ReadonlySet<string> = new Set(['client_secret'])
