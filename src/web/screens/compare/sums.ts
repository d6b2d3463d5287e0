import { unitOf } from '../../../core/format-differences.ts'

/** Milliseconds in both periods, and how many more in the second. */
export interface Compared {
  readonly a: number
  readonly b: number
  readonly changeMs: number
}

export const sumOf = (lines: readonly Compared[]): Compared =>
  lines.reduce((all, { a, b, changeMs }) => ({ a: all.a + a, b: all.b + b, changeMs: all.changeMs + changeMs }), {
    ...{ a: 0, b: 0, changeMs: 0 },
  })

/**
 * Which lines a table shows and which are too slight for its figures in either period; without those of neither.
 * @returns what the figures are counted in besides, in milliseconds
 */
export function parted<T extends Compared>(lines: readonly T[], rest: Compared) {
  const all = sumOf([...lines, rest])
  const unit = unitOf(Math.max(all.a, all.b))
  const isSlight = ({ a, b }: T) => Math.max(a, b) < unit / 2
  return {
    shown: lines.filter((line) => !isSlight(line)),
    slight: lines.filter((line) => isSlight(line) && (line.a > 0 || line.b > 0)),
    unit,
  }
}
