import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { encodePng } from './encode-png.ts'

const fromHere = createRequire(import.meta.url)

/** The fonts travel with the package, so that a picture is the same on every server. */
const fonts = ['400Regular/Roboto_400Regular.ttf', '500Medium/Roboto_500Medium.ttf'].map((file) =>
  fromHere.resolve(`@expo-google-fonts/roboto/${file}`),
)

/** Paints an opaque SVG picture at twice its size, for sharp screens; off the event loop's thread. */
export async function toPng(svg: string): Promise<Buffer> {
  const { pixels, width, height } = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: 'Roboto' },
  })
  return encodePng({ pixels, width, height })
}
