import PDFDocument from 'pdfkit'
import { escapeXml } from '../../../core/escape.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { fontOf, type Weight } from './fonts.ts'

export type Doc = InstanceType<typeof PDFDocument>
export type Struct = ReturnType<Doc['struct']>
export type Paper = 'A4' | 'Letter'

/** Where a report is being printed. Lengths are points from the upper left corner of the page. */
export interface Sheet {
  readonly doc: Doc
  readonly root: Struct
  readonly left: number
  readonly width: number
  readonly top: number
  readonly bottom: number
  /** How far the present page is full. */
  y: number
  /** Whether any letter was lacking in the fonts. */
  lacking: boolean
}

export interface Facts {
  readonly locale: Locale
  readonly paper: Paper
  readonly title: string
  readonly subject: string
  /** Epoch milliseconds. The file says nothing of when it was printed, so that the same report is the same file. */
  readonly madeAt: number
}

const margins = { top: 50, bottom: 52, left: 48, right: 48 }

/** Begins a tagged document: readers aloud, and whoever copies from it, find headings, tables and the words of pictures. */
export function openSheet({ locale, paper, title, subject, madeAt }: Facts): Sheet {
  const made = new Date(madeAt)
  const doc = new PDFDocument({
    size: paper === 'A4' ? 'A4' : 'LETTER',
    margins,
    pdfVersion: '1.7',
    tagged: true,
    lang: locale,
    displayTitle: true,
    // Page numbers say how many there are.
    bufferPages: true,
    // No font of its own, which would be read from a folder that the bundle does not have. The types know only names.
    font: null as unknown as string,
    info: { Title: title, Subject: subject, Creator: 'usage-audit', Producer: 'usage-audit', CreationDate: made },
  })
  // The types know only files; a font that is open already is read as it is.
  for (const weight of ['light', 'regular', 'medium'] as const)
    doc.registerFont(weight, fontOf(weight) as unknown as Uint8Array)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const width = doc.page.width - margins.left - margins.right
  const bottom = doc.page.height - margins.bottom
  return { doc, root, left: margins.left, width, top: margins.top, bottom, y: margins.top, lacking: false }
}

/** Ends the document. */
export function closeSheet({ doc, root }: Sheet): Promise<Buffer> {
  const chunks: Buffer[] = []
  escapeMetadata(doc)
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    root.end()
    doc.end()
  })
}

/**
 * The facts of a document stand in it twice: as texts, and in XML made of the same texts as they are. That is made last, so its texts
 * are escaped when the others are written.
 */
function escapeMetadata(doc: Doc): void {
  const metadata = doc as unknown as { endMetadata(): void }
  const end = metadata.endMetadata.bind(doc)
  metadata.endMetadata = () => {
    for (const name of ['Title', 'Subject'] as const) doc.info[name] = escapeXml(doc.info[name] ?? '')
    end()
  }
}

/** What is only there for the eye: rules, bars, page numbers. */
export function artifact(doc: Doc, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

/** A line from left to right. */
export const rule = (doc: Doc, x: number, y: number, width: number, color: string): void =>
  artifact(doc, () =>
    doc
      .lineWidth(0.5)
      .strokeColor(color)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke(),
  )

export const widthIn = (doc: Doc, text: string, weight: Weight, size: number): number =>
  doc.font(weight).fontSize(size).widthOfString(text)
