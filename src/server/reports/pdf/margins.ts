import { light } from '../../../core/charts/palette.ts'
import type { Locale } from '../../../core/texts/language.ts'
import { printTextsOf } from '../../../core/texts/print.ts'
import { looksOf } from './prose.ts'
import { artifact, type Sheet } from './sheet.ts'
import { type Look, printLines, toText } from './words.ts'

export interface Margins {
  /** Above each page but the first, which says so itself. */
  readonly header: string
  /** That all is made up, where it is. */
  readonly banner: string | undefined
  readonly footer: string
}

/** Prints what stands in the margins of every page: the report it belongs to, and which of how many pages it is. */
export function printMargins(sheet: Sheet, locale: Locale, { header, banner, footer }: Margins): void {
  const { doc } = sheet
  const looks = looksOf(light)
  const { count } = doc.bufferedPageRange()
  const print = (text: string, look: Look, y: number, align: 'left' | 'right', share: number) => {
    const width = sheet.width * share
    const words = toText(doc, text, look, width)
    const x = align === 'left' ? sheet.left : sheet.left + sheet.width - width
    printLines(sheet, { ...words, lines: words.lines.slice(0, 1) }, { x, y, width, align })
  }
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    artifact(
      doc,
      () => {
        if (page > 0) print(header, looks.margin, 22, 'left', banner === undefined ? 1 : 0.6)
        if (page > 0 && banner !== undefined) print(banner, { ...looks.attention, size: 8 }, 22, 'right', 0.4)
        print(footer, looks.margin, sheet.bottom + 16, 'left', 0.8)
        print(
          printTextsOf(locale).page({ page: page + 1, pages: count }),
          looks.margin,
          sheet.bottom + 16,
          'right',
          0.2,
        )
      },
      'Pagination',
    )
  }
}
