import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One run of letters of a page. Points from the lower left corner. */
interface PdfText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

/** An element of the document's structure, its text with it. */
export interface PdfElement {
  readonly role: string
  readonly alt?: string
  readonly text: string
  readonly children: readonly PdfElement[]
}

export interface ReadPdf {
  readonly info: Readonly<Record<string, unknown>>
  readonly bookmarks: readonly string[]
  readonly pages: readonly {
    readonly width: number
    readonly height: number
    readonly texts: readonly PdfText[]
    readonly elements: readonly PdfElement[]
  }[]
}

interface Node {
  readonly role?: string
  readonly alt?: string
  readonly lang?: string
  readonly type?: string
  readonly id?: string
  readonly children?: readonly Node[]
}

type Document = Awaited<ReturnType<typeof getDocument>['promise']>
type Page = Awaited<ReturnType<Document['getPage']>>

/** Reads a PDF back by an independent program: its texts, and its structure as a reader aloud meets it. */
export async function readPdf(file: Buffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(file), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false })
  const document = await task.promise
  try {
    const pages = []
    for (let number = 1; number <= document.numPages; number++)
      pages.push(await readPage(await document.getPage(number)))
    const outline = (await document.getOutline()) ?? []
    const { info } = await document.getMetadata()
    return { info: info as ReadPdf['info'], bookmarks: outline.map(({ title }) => title), pages }
  } finally {
    await task.destroy()
  }
}

async function readPage(page: Page): Promise<ReadPdf['pages'][number]> {
  const [, , width = 0, height = 0] = page.view
  const { texts, byId } = await readTexts(page)
  const tree = (await page.getStructTree()) as Node | null
  return { width, height, texts, elements: (tree?.children ?? []).flatMap((node) => toElements(node, byId)) }
}

/** The runs of a page, and the text of each part that the structure points to. */
async function readTexts(page: Page) {
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const byId = new Map<string, string>()
  const open: (string | null | undefined)[] = []
  const texts: PdfText[] = []
  const read = (text: PdfText) => {
    const id = open.findLast((each) => typeof each === 'string')
    if (id) byId.set(id, (byId.get(id) ?? '') + text.text)
    if (text.text.trim()) texts.push(text)
  }
  for (const item of items) {
    if ('str' in item) {
      const [size = 0, , , , x = 0, y = 0] = item.transform as number[]
      read({ text: item.str, x, y, width: item.width, size })
    } else if (item.type === 'endMarkedContent') open.pop()
    else open.push(item.type === 'beginMarkedContentProps' ? item.id : undefined)
  }
  return { texts, byId }
}

function toElements(node: Node, byId: ReadonlyMap<string, string>): PdfElement[] {
  if (!node.role) return []
  const children = (node.children ?? []).flatMap((child) => toElements(child, byId))
  const own = (node.children ?? []).map((child) => (child.type === 'content' ? (byId.get(child.id ?? '') ?? '') : ''))
  const text = [own.join(''), ...children.map((child) => child.text)].filter(Boolean).join(' ').trim()
  return [{ role: node.role, ...(node.alt && { alt: node.alt }), text, children }]
}

/** All elements of a role, in the order of reading. Of what goes on on another page, each page has its own part. */
export const elementsOf = ({ pages }: ReadPdf, role: string): PdfElement[] => {
  const find = (element: PdfElement): PdfElement[] => [
    ...(element.role === role && (element.text || element.alt) ? [element] : []),
    ...element.children.flatMap(find),
  ]
  return pages.flatMap(({ elements }) => elements.flatMap(find))
}
