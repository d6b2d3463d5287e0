/**
 * Whether a text has a pattern in it from its first letter to its last; `*` stands for any letters, also none. Linear for each `*`:
 * nothing that a title holds makes it slow, as it could a regular expression.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first, ...parts] = pattern.split('*') as [string, ...string[]]
  if (!text.startsWith(first)) return false
  const last = parts.pop()
  if (last === undefined) return text === first
  let at = first.length
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
