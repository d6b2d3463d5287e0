import { chartSize, toMonthChart } from '../../core/charts/chart.ts'
import { light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Report } from '../../core/report/report.ts'
import type { Locale, Rich } from '../../core/texts/language.ts'
import type { Section } from '../../core/view/section.ts'
import { toPreheader, toSubject } from '../../core/view/subject.ts'
import { type ReportView, toView } from '../../core/view/view.ts'
import type { MonthView } from '../../core/view/view-month.ts'
import { block, figuresTable, fontFamily, heading, layoutTable, paragraph, richText } from './html-parts.ts'
import { styleBlock } from './html-style.ts'
import { toPng } from './png.ts'

/**
 * The report as the HTML of a mail: one column of 600 px that reads in light and dark, on phones and with pictures blocked.
 * @param chart address of the month's picture, `cid:…` or `data:…`; without it the picture's words stand alone
 */
export function toHtml(report: Report, locale: Locale, chart?: string): string {
  const view = toView(report, locale)
  const title = toSubject(report, locale)
  const { paper, ground } = light
  const column =
    (view.banner === undefined ? '' : banner(view.banner)) +
    masthead(view) +
    hero(view) +
    (view.month ? figures(view) + month(view.month, chart) : emptiness(view)) +
    view.sections.map(section).join('') +
    closing(view)
  return `<!DOCTYPE html>
<html lang="${locale}" xmlns="http://www.w3.org/1999/xhtml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeXml(title)}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>table,td,th,p,h1,h2{font-family:'Segoe UI',Arial,sans-serif!important}</style><![endif]-->
${styleBlock}
</head>
<body class="g" style="margin:0;padding:0;background:${ground};font-family:${fontFamily}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:${ground}">${escapeXml(toPreheader(report, locale))}</div>
<table role="presentation" class="g" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${ground}" style="background:${ground}"><tr><td class="outer" align="center" style="padding:24px 0">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" align="center"><tr><td><![endif]-->
<table role="presentation" class="w c" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="${paper}" style="width:100%;max-width:600px;background:${paper};font-family:${fontFamily};font-variant-numeric:tabular-nums;text-align:left">
${column}</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`
}

/** The same report as one file for a browser, its picture inside. */
export async function toPage(report: Report, locale: Locale): Promise<string> {
  const chart = toMonthChart(toView(report, locale), light)
  if (chart === undefined) return toHtml(report, locale)
  return toHtml(report, locale, `data:image/png;base64,${(await toPng(chart)).toString('base64')}`)
}

const banner = (text: string) =>
  block(paragraph(escapeXml(text), { size: 15, line: 22, ink: 'k', more: 'font-weight:600;text-align:center;' }), 20)

const masthead = ({ owner }: ReportView) => {
  const name = paragraph('usage-audit', { size: 13, line: 20, ink: 'k', more: 'font-weight:600;' })
  const reader = paragraph(`<bdi>${escapeXml(owner)}</bdi>`, {
    size: 13,
    line: 20,
    ink: 'k3',
    more: 'text-align:right;',
  })
  return block(layoutTable(`<tr><td valign="top">${name}</td><td valign="top" align="right">${reader}</td></tr>`), 28)
}

const hero = ({ period, hero: { figure, label } }: ReportView) => {
  const above = paragraph(escapeXml(period), { size: 17, line: 24, ink: 'k2' })
  const large = 'font-weight:300;letter-spacing:-1px;white-space:nowrap;'
  const text = figure
    ? paragraph(escapeXml(figure), { size: 64, line: 68, ink: 'k', more: large, classes: 'hero' }, 4, 'h1') +
      paragraph(escapeXml(label), { size: 17, line: 26, ink: 'k' }, 4)
    : paragraph(escapeXml(label), { size: 28, line: 36, ink: 'k', more: 'font-weight:300;' }, 8, 'h1')
  return block(above + text, 40)
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

function month({ title, subtitle, alternative, sentences }: MonthView, chart: string | undefined): string {
  const { width } = chartSize
  const note = { size: 13, line: 20, ink: 'k2' } as const
  const picture = chart
    ? `<img src="${escapeXml(chart)}" width="${width}" alt="${escapeXml(alternative)}" class="k2 pic" style="display:block;width:100%;max-width:${width}px;height:auto;background:${light.paper};color:${light.ink2};font-size:13px;line-height:20px">`
    : paragraph(escapeXml(alternative), note)
  return heading(title, subtitle) + block(picture, 0) + prose(sentences)
}

const prose = (sentences: readonly Rich[]) =>
  sentences
    .map((sentence, i) => block(paragraph(richText(sentence), { size: 15, line: 24, ink: 'k2' }), i === 0 ? 12 : 8))
    .join('')

const section = ({ title, columns, rows, sentences }: Section) =>
  heading(title) + (rows.length > 0 ? block(figuresTable(columns, rows), 0) : '') + prose(sentences)

const emptiness = ({ empty }: ReportView) => prose(empty.map((sentence) => [sentence]))

const closing = ({ closing: sentences }: ReportView) => {
  const text = sentences
    .map((sentence, i) => paragraph(richText(sentence), { size: 13, line: 20, ink: 'k3' }, i === 0 ? 0 : 10))
    .join('')
  const ruled = layoutTable(
    `<tr><td class="rs" style="border-top:1px solid ${light.axis};padding:16px 0 0">${text}</td></tr>`,
  )
  return block(ruled, 40, 36)
}
