import { toLabel } from './label.ts'

/** What an app is called by, and what it is. */
export interface Named {
  readonly key: string
  readonly name: string
}

const longest = 40

/**
 * Of apps that go by the same name in a list: what tells each from the others, by its key. The folder in which their paths part, and the
 * last piece: `lib/tsc`, `site/…/tsc`. Apps that are alone with their name are not in it.
 */
export function toTails(apps: readonly Named[]): ReadonlyMap<string, string> {
  const byName = new Map<string, Set<string>>()
  for (const { key, name } of apps) {
    const shown = toLabel(name, longest)
    byName.set(shown, (byName.get(shown) ?? new Set()).add(key))
  }
  return new Map([...byName.values()].filter((keys) => keys.size > 1).flatMap((keys) => tailsOf([...keys])))
}

/** What stands behind the name in a row: where the app lies, if it has namesakes, and a word. */
export const toNote = (...words: readonly (string | undefined)[]): { readonly note?: string } => {
  const said = words.filter((word) => word !== undefined)
  return said.length > 0 ? { note: said.join(', ') } : {}
}

/** Sorted from their ends, keys stand beside those that end most like them, so that thousands are no matter. */
function tailsOf(keys: readonly string[]): [string, string][] {
  const sorted = keys
    .map((key) => ({ key, ends: key.split(/[/\\]+/).reverse() }))
    .sort((a, b) => (a.ends.join('\0') < b.ends.join('\0') ? -1 : 1))
  return sorted.map(({ key, ends }, i) => {
    const near = [sorted[i - 1], sorted[i + 1]].map((other) => sharedStart(ends, other?.ends ?? []))
    const tail = ends.slice(0, Math.max(...near) + 1).reverse()
    const shown = tail.length > 2 ? `${tail[0]}/…/${tail.at(-1)}` : tail.join('/')
    return [key, toLabel(shown, longest)]
  })
}

/** How many pieces two keys end with alike, the last first. */
function sharedStart(a: readonly string[], b: readonly string[]): number {
  const n = a.findIndex((piece, i) => piece !== b[i])
  return n === -1 ? a.length : n
}
