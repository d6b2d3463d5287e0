import { crc32, deflateSync } from 'node:zlib'

export interface Pixels {
  /** Four bytes each: red, green, blue, and an alpha that is not looked at. */
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** Few inks and the shades between them and the paper: more than these nobody tells apart. */
const mostColors = 64

/**
 * An opaque picture of few colours as PNG with a palette, a quarter of what the painter's own encoder makes of it: every mail carries
 * its pictures. Shades beyond those kept become the nearest of them.
 */
export function encodePng({ pixels, width, height }: Pixels): Buffer {
  const { palette, indexOf } = toPalette(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  // Most pixels are as the one before them, and need not be looked up.
  let last = -1
  let index = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const color = colorAt(pixels, (y * width + x) * 4)
      if (color !== last) index = indexOf.get(color)!
      last = color
      rows[y * (width + 1) + 1 + x] = index
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a pixel, with a palette; the rest is as always.
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))),
    // The strongest would take seven times as long for a seventh of the size.
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const colorAt = (pixels: Uint8Array, i: number) => (pixels[i]! << 16) | (pixels[i + 1]! << 8) | pixels[i + 2]!

/** How many pixels have each color, run by run. */
function countColors(pixels: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>()
  let start = 0
  for (let i = 0; i < pixels.length; i += 4) {
    const color = colorAt(pixels, i)
    if (i + 4 < pixels.length && colorAt(pixels, i + 4) === color) continue
    counts.set(color, (counts.get(color) ?? 0) + (i + 4 - start) / 4)
    start = i + 4
  }
  return counts
}

function toPalette(pixels: Uint8Array) {
  const counts = countColors(pixels)
  const all = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color)
  const palette: number[] = []
  const indexOf = new Map<number, number>()
  // A rare ink far from all others is kept before the many shades of a letter's edge.
  for (const alike of [24, 12, 0])
    for (const color of all) {
      if (palette.length === mostColors) break
      if (!indexOf.has(color) && nearest(palette, color).distance > alike * alike) {
        indexOf.set(color, palette.length)
        palette.push(color)
      }
    }
  for (const color of all) if (!indexOf.has(color)) indexOf.set(color, nearest(palette, color).index)
  return { palette, indexOf }
}

function nearest(palette: readonly number[], color: number): { index: number; distance: number } {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY }
  for (let index = 0; index < palette.length; index++) {
    const each = palette[index]!
    const red = (each >> 16) - (color >> 16)
    const green = ((each >> 8) & 255) - ((color >> 8) & 255)
    const blue = (each & 255) - (color & 255)
    const distance = red * red + green * green + blue * blue
    if (distance < best.distance) best = { index, distance }
  }
  return best
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
