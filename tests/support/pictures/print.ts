import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What pdfjs paints on in Node. */
interface Canvas {
  readonly canvas: { toBuffer(type: 'image/png'): Buffer }
  readonly context: object
}

/** Pages of a PDF as pictures, painted by another program than the one that printed them. */
export async function paintPages(file: Buffer, scale = 1.6): Promise<Buffer[]> {
  const task = getDocument({ data: new Uint8Array(file), verbosity: VerbosityLevel.ERRORS })
  const document = await task.promise
  const pages: Buffer[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale })
    // The types know of no canvas outside a browser.
    const factory = document.canvasFactory as { create(width: number, height: number): Canvas }
    const { canvas, context } = factory.create(Math.round(viewport.width), Math.round(viewport.height))
    const paint = { canvas: null, canvasContext: context, viewport }
    await page.render(paint as unknown as Parameters<typeof page.render>[0]).promise
    pages.push(canvas.toBuffer('image/png'))
  }
  await task.destroy()
  return pages
}
