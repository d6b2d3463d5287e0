import { formatCount, formatMemory } from '../core/format.ts'
import type { Locale } from '../core/texts/language.ts'

const units = { kB: 1_000, MB: 1_000_000, GB: 1_000_000_000 } as const

type Unit = keyof typeof units

/** Reads `500kB`, `200MB` or `2GB` as bytes; undefined for anything else, a bare number included. */
export function parseSize(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})\s?(kB|MB|GB)$/.exec(text.trim()) ?? []
  return count && unit ? Number(count) * units[unit as Unit] : undefined
}

/** Bytes as `34 kB`, `1 MB`, `1.91 GB`. */
export const formatBytes = (bytes: number, locale: Locale): string =>
  bytes < 999_500 ? `${formatCount(Math.ceil(bytes / 1_000), locale)}\u00a0kB` : formatMemory(bytes / 1_024, locale)
