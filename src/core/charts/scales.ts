/** Values on an axis, in pixels. */
export type Scale = (value: number) => number

/** From `[0, most]` onto `[from, to]`. */
export const toScale =
  (most: number, from: number, to: number): Scale =>
  (value) =>
    most === 0 ? from : from + ((to - from) * value) / most

/** `count` bars between two pixels, each two thirds of its room, with half a gap at both ends. */
export interface Bands {
  readonly from: number
  readonly to: number
  readonly width: number
  /** The left edge of one, from 0. */
  left(index: number): number
}

export function toBands(count: number, from: number, to: number): Bands {
  const room = (to - from) / Math.max(1, count)
  return { from, to, width: (room * 2) / 3, left: (index) => from + room * index + room / 6 }
}
