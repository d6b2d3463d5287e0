import { light } from '../../core/charts/palette.ts'
import { toHeights } from '../../core/charts/rows.ts'
import { colorOf } from '../../core/charts/shares.ts'
import { escapeXml } from '../../core/escape.ts'
import type { SharesPicture } from '../../core/view/picture.ts'
import { layoutTable } from './html-parts.ts'

/** Bars made of table cells, so that they show where pictures are blocked, and follow the reader's colours. */

const cell = (name: string, color: string, width: number, height: number) =>
  width > 0
    ? `<td class="${name}" width="${width}%" bgcolor="${color}" height="${height}" style="font-size:1px;line-height:${height}px">&nbsp;</td>`
    : ''

/** A share of the longest on a track, 6 px. Something is never no bar. */
export function shareBar(share: number): string {
  const percent = share > 0 ? Math.max(1, Math.round(share * 100)) : 0
  const bar = cell('b', light.data, percent, 6) + cell('t', light.track, 100 - percent, 6)
  return `<div style="font:1px/6px a">&nbsp;</div>${layoutTable(`<tr>${bar}</tr>`)}`
}

const tallest = 22

/** One cell for each period, standing on one line; this period in full strength, one without use a stub. */
export function historyBars(history: readonly (number | null)[]): string {
  const bars = toHeights(history).map((share, i) => {
    if (share === null) return '<td width="6">&nbsp;</td>'
    const height = share === 0 ? 1 : Math.max(2, Math.round(share * tallest))
    const [name, color] =
      share === 0 ? ['z', light.hatch] : i === history.length - 1 ? ['b', light.data] : ['h', light.past]
    return `<td width="6"><div class="${name}" style="background:${color};font:1px/${height}px a">&nbsp;</div></td>`
  })
  return `<table role="presentation" cellpadding="1" cellspacing="0" border="0" height="${tallest + 2}" aria-hidden="true"><tr valign="bottom">${bars.join('')}</tr></table>`
}

/** From a line in the middle: more is solid to the right, less is outlined to the left. */
export function changeBar(change: number): string {
  const percent = change === 0 ? 0 : Math.max(1, Math.round(Math.abs(change) * 50))
  const axis = `border-left:1px solid ${light.axis};`
  const empty = (width: number, css = '') =>
    width > 0 || css
      ? `<td${css ? ' class="rs"' : ''} width="${width}%" height="10" style="${css}font-size:1px;line-height:10px">&nbsp;</td>`
      : ''
  const more = `<td class="b rs" width="${percent}%" bgcolor="${light.data}" height="10" style="${axis}font-size:1px;line-height:10px">&nbsp;</td>`
  const less = `<td class="bl" width="${percent}%" bgcolor="${light.dataSoft}" height="8" style="border:1px solid ${light.data};font-size:1px;line-height:8px">&nbsp;</td>`
  const cells =
    change > 0
      ? empty(50) + more + empty(50 - percent)
      : change < 0
        ? empty(50 - percent) + less + empty(50, axis)
        : empty(50) + empty(50, axis)
  return layoutTable(`<tr>${cells}</tr>`)
}

/** A whole as a row of its parts, parted by paper. */
export function sharesBar({ parts, alternative }: SharesPicture): string {
  const cells = parts.map(({ share, color }, i) => {
    const gap = i < parts.length - 1 ? `border-right:2px solid ${light.paper};` : ''
    const fill = colorOf(color, light)
    return `<td class="q${color} sp" width="${Math.max(0.5, Math.round(share * 1_000) / 10)}%" height="20" bgcolor="${fill}" style="${gap}font-size:1px;line-height:20px">&nbsp;</td>`
  })
  return `<table role="img" aria-label="${escapeXml(alternative)}" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cells.join('')}</tr></table>`
}

/** The square that names a part; letters wide enough where a program gives boxes no size. */
export const colorSquare = (color: number) =>
  `<span class="q${color}" style="display:inline-block;width:10px;height:10px;overflow:hidden;background:${colorOf(color, light)};font-size:9px;line-height:10px">&nbsp;&nbsp;&nbsp;</span>&nbsp; `
