import { light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type AnyReport, toAnyPreheader, toAnySubject, toAnyView } from '../../core/view/any-view.ts'
import type { ReportLinks } from '../../core/view/links.ts'
import type { ReportView } from '../../core/view/view.ts'
import { fontFamily } from './html-parts.ts'
import { toColumn } from './html-sections.ts'
import { styleBlock } from './html-style.ts'
import { drawPictures, type Pictures, toPictures } from './pictures.ts'

export interface HtmlOptions {
  /** Without an address a picture's words stand alone. */
  readonly pictures?: Pictures
  readonly links?: ReportLinks
}

/** The report as the HTML of a mail: one column of 600 px that reads in light and dark, on phones and with pictures blocked. */
export function toHtml(report: AnyReport, locale: Locale, { pictures, links }: HtmlOptions = {}): string {
  const view = toAnyView(report, locale, links)
  return toDocument(view, {
    title: toAnySubject(report, locale),
    preheader: toAnyPreheader(report, locale),
    column: toColumn(view, pictures ?? new Map()),
  })
}

/** The same report as one file for a browser, its pictures inside. */
export function toPage(report: AnyReport, locale: Locale, links?: ReportLinks): string {
  const drawn = drawPictures(toAnyView(report, locale))
  const pictures = toPictures(drawn, ({ svg }) => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)
  return toHtml(report, locale, { pictures, ...(links && { links }) })
}

interface Parts {
  readonly title: string
  readonly preheader: string
  readonly column: string
}

/** What surrounds the column: fixed in Outlook by a table that only it sees. */
function toDocument({ locale }: ReportView, { title, preheader, column }: Parts): string {
  const { paper, ground } = light
  return `<!DOCTYPE html>
<html lang="${locale}" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeXml(title)}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>table,td,th,p,a,h1,h2{font-family:'Segoe UI',Arial,sans-serif!important}.f td{font-size:15px;line-height:20px}.k2{color:${light.ink2}}</style><![endif]-->
${styleBlock}
</head>
<body class="g" style="margin:0;padding:0;background:${ground};font-family:${fontFamily}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;color:${ground}">${escapeXml(preheader)}</div>
<table role="presentation" class="g" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${ground}" style="background:${ground}"><tr><td class="outer" role="main" align="center" style="padding:24px 0">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" align="center"><tr><td><![endif]-->
<table role="presentation" class="w c" width="600" cellpadding="0" cellspacing="0" border="0" bgcolor="${paper}" style="width:100%;max-width:600px;background:${paper};font-family:${fontFamily};font-variant-numeric:tabular-nums;text-align:left">
${column}</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`
}
