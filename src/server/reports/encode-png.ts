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
 * its pictures. Shades beyond the most frequent become the nearest of those.
 */
export function encodePng({ pixels, width, height }: Pixels): Buffer {
  const { palette, indexOf } = toPalette(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(colorAt(pixels, (y * width + x) * 4))!
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a pixel, with a palette; the rest is as always.
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const colorAt = (pixels: Uint8Array, i: number) => (pixels[i]! << 16) | (pixels[i + 1]! << 8) | pixels[i + 2]!

function toPalette(pixels: Uint8Array) {
  const counts = new Map<number, number>()
  for (let i = 0; i < pixels.length; i += 4) {
    const color = colorAt(pixels, i)
    counts.set(color, (counts.get(color) ?? 0) + 1)
  }
  const all = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color)
  const palette = all.slice(0, mostColors)
  const indexOf = new Map(palette.map((color, i) => [color, i]))
  for (const color of all.slice(mostColors)) indexOf.set(color, nearest(palette, color))
  return { palette, indexOf }
}

function nearest(palette: readonly number[], color: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [i, each] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map((shift) => ((each >> shift) & 255) - ((color >> shift) & 255))
    const distance = red! * red! + green! * green! + blue! * blue!
    if (distance < least) [best, least] = [i, distance]
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
