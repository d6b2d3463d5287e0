import { light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Rich } from '../../core/texts/language.ts'
import type { Column, Row } from '../../core/view/section.ts'

/**
 * The bricks of the mail: tables within tables, light values inline for the many programs that read nothing else, and one
 * class per colour for the few rules that override them (see `html-style.ts`).
 */
export const fontFamily = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

export const layoutTable = (content: string, attributes = 'width="100%"') =>
  `<table role="presentation" ${attributes} cellpadding="0" cellspacing="0" border="0">${content}</table>`

/** One row of the column, `above` pixels below the one before it. */
export const block = (content: string, above: number, below = 0) =>
  `<tr><td class="p" style="padding:${above}px 32px ${below}px">${content}</td></tr>\n`

type Ink = 'k' | 'k2' | 'k3'
const inks: Readonly<Record<Ink, string>> = { k: light.ink, k2: light.ink2, k3: light.ink3 }

interface TextStyle {
  readonly size: number
  readonly line: number
  readonly ink: Ink
  readonly more?: string
  readonly classes?: string
}

const textCss = ({ size, line, ink, more = '' }: TextStyle) =>
  `font-size:${size}px;line-height:${line}px;color:${inks[ink]};${more}`

/** A paragraph of text, or a heading. */
export const paragraph = (content: string, style: TextStyle, above = 0, tag = 'p') =>
  `<${tag} class="${style.ink}${style.classes ? ` ${style.classes}` : ''}" style="margin:${above}px 0 0;font-weight:400;${textCss(style)}">${content}</${tag}>`

export const richText = (sentence: Rich): string =>
  sentence
    .map((piece) =>
      typeof piece === 'string'
        ? escapeXml(piece)
        : `<strong class="k" style="font-weight:600;color:${light.ink}">${escapeXml(piece.strong)}</strong>`,
    )
    .join('')

/** The grey rule and the title that open a section. */
export const heading = (title: string, subtitle?: string) => {
  const under = subtitle ? paragraph(escapeXml(subtitle), { size: 13, line: 20, ink: 'k2' }) : ''
  const text = paragraph(escapeXml(title), { size: 17, line: 24, ink: 'k', more: 'font-weight:600;' }, 0, 'h2') + under
  return block(
    layoutTable(`<tr><td class="rs" style="border-top:1px solid ${light.axis};padding:12px 0">${text}</td></tr>`),
    40,
  )
}

const ruled = `border-bottom:1px solid ${light.rule};`
const aligned = ({ align }: Column) => (align === 'right' ? ' align="right" nowrap' : '')
/** Room on the left of each figure, so that the right edge holds whichever columns are left out. */
const padding = (i: number, above: number, below: number) => `padding:${above}px 0 ${below}px ${i === 0 ? 0 : 12}px;`

/** A bar in table cells, so that it shows where pictures are blocked. Something is never no bar. */
function barOf(share: number): string {
  const percent = share > 0 ? Math.max(1, Math.round(share * 100)) : 0
  const cell = (name: string, color: string, width: number) =>
    width > 0
      ? `<td class="${name}" width="${width}%" bgcolor="${color}" height="6" style="font-size:1px;line-height:6px">&nbsp;</td>`
      : ''
  const bar = cell('b', light.data, percent) + cell('t', light.track, 100 - percent)
  return layoutTable(
    `<tr><td colspan="2" height="6" style="font-size:1px;line-height:6px">&nbsp;</td></tr><tr>${bar}</tr>`,
  )
}

function headCell(columns: readonly Column[], i: number): string {
  const column = columns[i]!
  const align = column.align === 'right' ? ' align="right"' : ' align="left"'
  const css = padding(i, 0, 8) + ruled + textCss({ size: 12, line: 16, ink: 'k3' })
  return `<th scope="col" class="k3 r${column.spare ? ' hide' : ''}"${align} valign="bottom" style="${css}font-weight:400;text-align:${column.align}">${escapeXml(column.head)}</th>`
}

function bodyCell(columns: readonly Column[], i: number, row: Row): string {
  const column = columns[i]!
  const isName = i === 0
  const strong = column.strong || (isName && row.share !== undefined) || row.kind === 'total'
  const ink = row.kind === 'rest' || !(strong || isName) ? 'k2' : 'k'
  const text = escapeXml(row.cells[i] ?? '')
  const name = isName ? `<bdi>${text}</bdi>` : text
  const css = padding(i, 10, 10) + ruled + textCss({ size: 15, line: 20, ink })
  const breaks = /\S{13}/.test(text) && column.align === 'left' ? 'overflow-wrap:anywhere;' : ''
  const weight = strong && row.kind !== 'rest' ? 'font-weight:600;' : ''
  return `<td class="${ink} r${column.spare ? ' hide' : ''}"${aligned(column)} style="${css}${breaks}${weight}">${name}${row.share === undefined || !isName ? '' : barOf(row.share)}</td>`
}

/** A table of figures: text left, figures right, a rule under each row. */
export function figuresTable(columns: readonly Column[], rows: readonly Row[]): string {
  const head = `<tr>${columns.map((_, i) => headCell(columns, i)).join('')}</tr>\n`
  const body = rows.map((row) => `<tr>${columns.map((_, i) => bodyCell(columns, i, row)).join('')}</tr>\n`)
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0">${head}${body.join('')}</table>`
}
