import { light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Rich } from '../../core/texts/language.ts'
import type { Link } from '../../core/view/links.ts'

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

export type Ink = 'k' | 'k2' | 'k3'
const inks: Readonly<Record<Ink, string>> = { k: light.ink, k2: light.ink2, k3: light.ink3 }

interface TextStyle {
  readonly size: number
  readonly line: number
  readonly ink: Ink
  readonly more?: string
  readonly classes?: string
}

export const textCss = ({ size, line, ink, more = '' }: TextStyle) =>
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

export const prose = (sentences: readonly Rich[], style: TextStyle = { size: 15, line: 24, ink: 'k2' }) =>
  sentences.map((sentence, i) => block(paragraph(richText(sentence), style), i === 0 ? 12 : 8)).join('')

export const anchor = ({ label, url }: Link) =>
  `<a class="a" href="${escapeXml(url)}" style="color:${light.link};text-decoration:underline">${escapeXml(label)}</a>`

/** The grey rule and the title that open a section. */
export const heading = (title: string, subtitle?: string) => {
  const under = subtitle ? paragraph(escapeXml(subtitle), { size: 13, line: 20, ink: 'k2' }, 4) : ''
  const text = paragraph(escapeXml(title), { size: 17, line: 24, ink: 'k', more: 'font-weight:600;' }, 0, 'h2') + under
  return block(
    layoutTable(`<tr><td class="rs" style="border-top:1px solid ${light.axis};padding:12px 0">${text}</td></tr>`),
    40,
  )
}

/** A filled link of 46 px; Outlook, which fills no link, gets a shape of its own. */
export function button({ label, url }: Link): string {
  const { button: fill, buttonInk } = light
  const [href, text] = [escapeXml(url), escapeXml(label)]
  const vml =
    `<!--[if mso]><v:roundrect href="${href}" style="height:46px;v-text-anchor:middle;width:270px" arcsize="9%" stroke="f" fillcolor="${fill}">` +
    `<w:anchorlock xmlns:w="urn:schemas-microsoft-com:office:word"/><center style="color:${buttonInk};font-family:'Segoe UI',Arial,sans-serif;font-size:15px;font-weight:bold">${text}</center></v:roundrect><![endif]-->`
  const link = `<!--[if !mso]><!--><a href="${href}" style="display:inline-block;padding:12px 28px;border:1px solid ${fill};border-radius:4px;background:${fill};color:${buttonInk};font-size:15px;line-height:20px;font-weight:600;text-decoration:none;text-align:center">${text}</a><!--<![endif]-->`
  const cell = `<tr><td class="bt btn" bgcolor="${fill}" align="center" style="border-radius:4px;background:${fill}">${vml}${link}</td></tr>`
  return block(layoutTable(cell, 'class="w"'), 40)
}
