import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import type { Browser } from 'playwright-core'
import { encodePng } from '../../../src/server/reports/encode-png.ts'

const fromHere = createRequire(import.meta.url)

/** The weights that a mail asks of a reader's own Roboto, so that pictures are the same on every machine. */
const faces = [
  [300, '300Light/Roboto_300Light.ttf'],
  [400, '400Regular/Roboto_400Regular.ttf'],
  [600, '600SemiBold/Roboto_600SemiBold.ttf'],
]
  .map(([weight, file]) => {
    const font = readFileSync(fromHere.resolve(`@expo-google-fonts/roboto/${file}`)).toString('base64')
    return `@font-face{font-family:Roboto;font-weight:${weight};src:url(data:font/ttf;base64,${font})}`
  })
  .join('')

export interface Shot {
  readonly html: string
  readonly width: number
  readonly scheme?: 'light' | 'dark'
  /** As a mail program shows it that asks before it loads pictures. */
  readonly withoutImages?: true
  /** As much of it as there is room for; else all. */
  readonly height?: number
  readonly scale?: number
}

/** A photograph of a page in few colours, so that a reader of the guides does not wait for it. */
export async function photograph(browser: Browser, shot: Shot): Promise<Buffer> {
  const { width, scheme = 'light', scale = 1.4 } = shot
  const context = await browser.newContext({
    viewport: { width, height: shot.height ?? 800 },
    colorScheme: scheme,
    deviceScaleFactor: scale,
  })
  const page = await context.newPage()
  const images = shot.withoutImages ? shot.html.replace(/src="data:[^"]+"/g, 'src="cid:blocked"') : shot.html
  await page.setContent(images.replace('</head>', `<style>${faces}</style></head>`))
  await page.evaluate('document.fonts.ready')
  const pre = page.locator('pre')
  const png = (await pre.count())
    ? await pre.screenshot()
    : await page.screenshot({ fullPage: shot.height === undefined })
  await context.close()
  return inFewColors(png)
}

/** The same picture in few colours. */
export async function inFewColors(png: Buffer): Promise<Buffer> {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><image width="${width}" height="${height}" xlink:href="data:image/png;base64,${png.toString('base64')}"/></svg>`
  const { pixels } = await renderAsync(svg)
  return encodePng({ pixels, width, height })
}
