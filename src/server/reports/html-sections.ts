import { light } from '../../core/charts/palette.ts'
import { pictureWidth } from '../../core/charts/svg.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Picture } from '../../core/view/picture.ts'
import type { Section } from '../../core/view/section.ts'
import type { ReportView } from '../../core/view/view.ts'
import { sharesBar } from './html-drawings.ts'
import { anchor, block, button, heading, layoutTable, paragraph, prose, richText } from './html-parts.ts'
import { figuresTable } from './html-table.ts'
import type { PictureAddresses, Pictures } from './pictures.ts'

/** All rows of the mail's one column, in the order in which every form tells them. */
export const toColumn = (view: ReportView, pictures: Pictures): string =>
  (view.banner === undefined ? '' : banner(view.banner)) +
  masthead(view) +
  hero(view) +
  (view.empty.length > 0 ? prose(view.empty.map((sentence) => [sentence])) : figures(view)) +
  view.sections.map((section) => toSection(section, pictures.get(section.name))).join('') +
  (view.web && view.empty.length === 0 ? button(view.web.full) : '') +
  closing(view)

const banner = (text: string) =>
  `<tr><td class="p n at" bgcolor="${light.attentionSoft}" style="padding:10px 32px;background:${light.attentionSoft};font-size:13px;line-height:18px;font-weight:600;color:${light.attention}">${escapeXml(text)}</td></tr>\n`

const masthead = ({ owner }: ReportView) => {
  const name = paragraph('usage-audit', { size: 13, line: 20, ink: 'k', more: 'font-weight:600;' })
  const right = { size: 13, line: 20, ink: 'k3', more: 'text-align:right;' } as const
  const reader = paragraph(`<bdi>${escapeXml(owner)}</bdi>`, right)
  return block(layoutTable(`<tr><td valign="top">${name}</td><td valign="top" align="right">${reader}</td></tr>`), 28)
}

const hero = ({ period, hero: { figure, label }, web }: ReportView) => {
  const above = paragraph(escapeXml(period), { size: 17, line: 24, ink: 'k2' })
  const large = 'font-weight:300;letter-spacing:-1px;white-space:nowrap;'
  const text = figure
    ? paragraph(escapeXml(figure), { size: 64, line: 68, ink: 'k', more: large, classes: 'hero' }, 4, 'h1') +
      paragraph(escapeXml(label), { size: 17, line: 26, ink: 'k' }, 4)
    : paragraph(escapeXml(label), { size: 28, line: 36, ink: 'k', more: 'font-weight:300;' }, 8, 'h1')
  const link = web ? paragraph(anchor(web.short), { size: 15, line: 20, ink: 'k2' }, 12) : ''
  return block(above + text + link, 40)
}

/** Four figures in a row; two by two on a phone. */
function figures({ figures: all }: ReportView): string {
  const cell = ({ figure, label }: (typeof all)[number]) => {
    const large = { size: 20, line: 24, ink: 'k', more: 'font-weight:600;white-space:nowrap;' } as const
    const text = paragraph(escapeXml(figure), large) + paragraph(escapeXml(label), { size: 13, line: 18, ink: 'k2' }, 4)
    return `<td width="50%" valign="top" class="r" style="padding:12px 12px 0 0;border-top:1px solid ${light.rule}">${text}</td>`
  }
  const half = (from: number) =>
    layoutTable(
      `<tr>${all
        .slice(from, from + 2)
        .map(cell)
        .join('')}</tr>`,
    )
  const halves =
    `<td class="half" width="50%" valign="top">${half(0)}</td>` +
    `<td class="half gap" width="50%" valign="top">${half(2)}</td>`
  return block(layoutTable(`<tr>${halves}</tr>`), 28)
}

const toSection = (section: Section, addresses: PictureAddresses | undefined) => {
  const { title, subtitle, picture, columns, rows, sentences, notes = [] } = section
  return (
    heading(title, subtitle) +
    (picture ? block(toPicture(picture, addresses), 0) : '') +
    (rows.length > 0 ? block(figuresTable(columns, rows), picture ? 12 : 0) : '') +
    prose(sentences) +
    prose(notes, { size: 13, line: 20, ink: 'k3' })
  )
}

/** The picture in the look of the reader's scheme; the other is hidden, and no other program than a browser's kin sees it. */
function toPicture(picture: Picture, addresses: PictureAddresses | undefined): string {
  if (picture.kind === 'shares') return sharesBar(picture)
  const alternative = escapeXml(picture.alternative)
  if (addresses === undefined) return paragraph(alternative, { size: 13, line: 20, ink: 'k2' })
  const css = `display:block;width:100%;max-width:${pictureWidth}px;height:auto;background:${light.paper};color:${light.ink2};font-size:13px;line-height:20px`
  return (
    `<img class="lt k2" src="${escapeXml(addresses.light)}" width="${pictureWidth}" alt="${alternative}" style="${css}">` +
    `<!--[if !mso]><!--><img class="dk" src="${escapeXml(addresses.dark)}" width="${pictureWidth}" alt="${alternative}" style="display:none;max-height:0;width:0;height:auto;mso-hide:all"><!--<![endif]-->`
  )
}

const closing = ({ closing: sentences, links }: ReportView) => {
  const style = { size: 13, line: 20, ink: 'k3' } as const
  const text = sentences.map((sentence, i) => paragraph(richText(sentence), style, i === 0 ? 0 : 10)).join('')
  const rights = links.length > 0 ? paragraph(links.map(anchor).join(' &nbsp; '), style, 10) : ''
  const ruled = layoutTable(
    `<tr><td class="rs" style="border-top:1px solid ${light.axis};padding:16px 0 0">${text}${rights}</td></tr>`,
  )
  return block(ruled, 40, 36)
}
