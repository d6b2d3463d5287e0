const units = { kB: 1_000, MB: 1_000_000, GB: 1_000_000_000 } as const

type Unit = keyof typeof units

/** Reads `500kB`, `200MB` or `2GB` as bytes; undefined for anything else, a bare number included. */
export function parseSize(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})\s?(kB|MB|GB)$/.exec(text.trim()) ?? []
  return count && unit ? Number(count) * units[unit as Unit] : undefined
}
