import type { App } from '../../core/apps.ts'

/** A name for every app whose program or key fits, given by a person or shipped with us. */
export interface AppRule {
  /** A pattern of a program's path or an app's key: `*` within a folder's or file's name, `**` across folders, `?` one character. */
  readonly match: string
  readonly name: string
  /** Apps of one key are one app; the name, if there is none. */
  readonly key?: string | undefined
}

const signs: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '?': '[^/]' }

function toPattern(match: string, home: string): RegExp {
  const text = match.startsWith('~/') ? home + match.slice(1) : match
  const source = text
    .replaceAll('\\', '/')
    .split(/(\*\*|\*|\?)/)
    .map((part) => signs[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('')}$`, 's')
}

/** @returns the app by the first rule that fits, or as it was */
export function createRules(rules: readonly AppRule[], home: string): (app: App, path: string | undefined) => App {
  const patterns = rules.map(({ match, name, key = name }) => ({
    byPath: toPattern(match, home),
    // A key is no path here: it has the home folder as `~` already.
    byKey: toPattern(match, '~'),
    app: { key, name },
  }))
  return (app, path) => {
    const fits = patterns.find(
      ({ byPath, byKey }) => (path !== undefined && byPath.test(path.replaceAll('\\', '/'))) || byKey.test(app.key),
    )
    return fits?.app ?? app
  }
}
