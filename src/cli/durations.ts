const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

type Unit = keyof typeof unitMs

/** Reads `500ms`, `10s`, `5m`, `2h` or `1d` as milliseconds; undefined for anything else, a bare number included. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,9})\s?(ms|s|m|h|d)$/.exec(text.trim()) ?? []
  return count && unit ? Number(count) * unitMs[unit as Unit] : undefined
}
