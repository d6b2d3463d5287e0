import { Resvg } from '@resvg/resvg-js'
import { expect, it } from 'vitest'
import { encodePng } from './encode-png.ts'

/** The pixels that a painter of PNG finds in one. */
function decode(png: Buffer, width: number, height: number): Uint8Array {
  const href = `data:image/png;base64,${png.toString('base64')}`
  return new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" image-rendering="pixelated" href="${href}"/></svg>`,
  ).render().pixels
}

const pixelsOf = (colors: readonly number[]) =>
  Uint8Array.from(colors.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255, 255]))

it('encodePng › gives back each pixel of few colours', () => {
  const pixels = pixelsOf([0xffffff, 0x2a6a99, 0xa1420c, 0x000000, 0xc4dbec, 0xffffff])
  expect([...decode(encodePng({ pixels, width: 3, height: 2 }), 3, 2)]).toEqual([...pixels])
})

it('encodePng › keeps a rare ink among hundreds of shades', () => {
  const shades = Array.from({ length: 1_023 }, (_, i) => 0x010101 * (i % 256))
  const pixels = pixelsOf([...shades, 0xa1420c])
  const decoded = decode(encodePng({ pixels, width: 32, height: 32 }), 32, 32)
  expect([...decoded.slice(-4)]).toEqual([0xa1, 0x42, 0x0c, 255])
  for (let i = 0; i < pixels.length; i++) expect(Math.abs(decoded[i]! - pixels[i]!)).toBeLessThanOrEqual(24)
})
