import { light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Column, Row } from '../../core/view/section.ts'
import { changeBar, colorSquare, historyBars, shareBar } from './html-drawings.ts'
import { textCss } from './html-parts.ts'

const ruled = `border-bottom:1px solid ${light.rule};`
const aligned = ({ align, wraps }: Column) => (align === 'right' ? ` align="right"${wraps ? '' : ' nowrap'}` : '')
/** Room on the left of each figure, so that the right edge holds whichever columns are left out. */
const padding = (i: number, above: number, below: number) => `padding:${above}px 0 ${below}px${i === 0 ? '' : ' 12px'};`

interface Table {
  readonly columns: readonly Column[]
  /** Lines of an account or a list stand closer, without rules between. */
  readonly dense: boolean
}

function headCell(columns: readonly Column[], i: number): string {
  const column = columns[i]!
  const css = padding(i, 0, 8) + ruled + textCss({ size: 12, line: 16, ink: 'k3' })
  return `<th scope="col" class="k3 r${column.spare ? ' hide' : ''}" align="${column.align}" valign="bottom" style="${css}font-weight:400;text-align:${column.align}">${escapeXml(column.head)}</th>`
}

function drawnCell(column: Column, row: Row, css: string, rule: string): string {
  const drawn =
    column.draws === 'history'
      ? row.history && historyBars(row.history)
      : row.change !== undefined && changeBar(row.change)
  const width = column.draws === 'change' ? ' width="34%"' : ''
  return `<td class="${rule}${column.spare ? ' hide' : ''}"${width} style="${css}">${drawn || '&nbsp;'}</td>`
}

/** A name with what belongs to it: its square before, its note behind, its bar below. */
function nameOf(row: Row): string {
  const square = row.color === undefined ? '' : colorSquare(row.color)
  const note = row.note
    ? ` <span class="k3" style="${textCss({ size: 12, line: 16, ink: 'k3' })}font-weight:400">${escapeXml(row.note)}</span>`
    : ''
  const bar = row.share === undefined ? '' : shareBar(row.share)
  return `${square}<bdi>${escapeXml(row.cells[0] ?? '')}</bdi>${note}${bar}`
}

const ends = ({ kind }: Row) => kind === 'total' || kind === 'opening'

/** The rule of a row: under each of a table but the total that closes it, and around an account only. */
function ruleOf(row: Row, { dense }: Table, isLast: boolean): string {
  if (!dense) return isLast && ends(row) ? '' : ruled
  if (row.kind === 'opening') return ruled
  return row.kind === 'total' ? `border-top:1px solid ${light.rule};` : ''
}

/** The ink of a cell, and whether it stands out. */
function inkOf(row: Row, column: Column, i: number, dense: boolean) {
  if (row.attention === i) return { name: 'at', css: `color:${light.attention};font-weight:600;` }
  const strong = column.strong || ends(row) || (i === 0 && row.share !== undefined)
  const quiet = row.kind === 'rest' || !(strong || (i === 0 && !dense))
  const name = quiet ? 'k2' : 'k'
  const weight = strong && row.kind !== 'rest' ? 'font-weight:600;' : ''
  return { name, css: (quiet ? '' : `color:${light.ink};`) + weight }
}

function bodyCell(table: Table, i: number, row: Row, isLast: boolean): string {
  const column = table.columns[i]!
  const room = table.dense && !ends(row) ? 5 : 10
  const line = ruleOf(row, table, isLast)
  const box = padding(i, room, room) + line
  if (column.draws) return drawnCell(column, row, box, line ? 'r' : '')
  const ink = inkOf(row, column, i, table.dense)
  const text = row.cells[i] ?? ''
  const breaks = /\S{13}/.test(text) && column.align === 'left' ? 'overflow-wrap:anywhere;' : ''
  const classes = [ink.name, line ? 'r' : '', column.spare ? 'hide' : ''].filter(Boolean).join(' ')
  return `<td class="${classes}"${aligned(column)} style="${box}${ink.css}${breaks}">${i === 0 ? nameOf(row) : escapeXml(text)}</td>`
}

/** A table of figures: text left, figures right, a rule under each row; without heads where no column has one. */
export function figuresTable(columns: readonly Column[], rows: readonly Row[]): string {
  const dense = rows.some(({ change, color }) => change !== undefined || color !== undefined)
  const head = columns.some((column) => column.head)
    ? `<tr>${columns.map((_, i) => headCell(columns, i)).join('')}</tr>\n`
    : ''
  const body = rows.map(
    (row, at) =>
      `<tr>${columns.map((_, i) => bodyCell({ columns, dense }, i, row, at === rows.length - 1)).join('')}</tr>\n`,
  )
  // Said once for all cells: there are hundreds. Outlook, whose cells inherit nothing, is told in a style of its own.
  const css = textCss({ size: 15, line: 20, ink: 'k2' })
  return `<table class="f" width="100%" cellpadding="0" cellspacing="0" border="0" style="${css}">${head}${body.join('')}</table>`
}
