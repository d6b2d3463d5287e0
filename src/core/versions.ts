/** Orders versions as `1.10.0` after `1.9.2`, and `2.0.0-beta.1` before `2.0.0`; what is no version comes first. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [toParts(a), toParts(b)]
  for (const i of [0, 1, 2]) if (one.numbers[i] !== other.numbers[i]) return one.numbers[i]! - other.numbers[i]!
  if (one.early === other.early) return 0
  if (one.early === '' || other.early === '') return one.early === '' ? 1 : -1
  return one.early.localeCompare(other.early, 'en', { numeric: true })
}

function toParts(version: string): { readonly numbers: readonly number[]; readonly early: string } {
  const [, major = '-1', minor = '0', patch = '0', early = ''] =
    /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([\w.-]+))?/.exec(version) ?? []
  return { numbers: [major, minor, patch].map(Number), early }
}
