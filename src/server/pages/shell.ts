import { createHash } from 'node:crypto'
import { dark, light } from '../../core/charts/palette.ts'
import { escapeXml } from '../../core/escape.ts'
import type { Locale } from '../../core/texts/language.ts'

/** What a page that lets people in is made of: no script, no picture, nothing from elsewhere. */
export interface Page {
  readonly locale: Locale
  readonly title: string
  /** HTML. */
  readonly body: string
}

const style = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;padding:48px 24px;background:${light.ground};color:${light.ink};font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
main{max-width:30rem;margin:0 auto;padding:32px;background:${light.paper}}
.mark{margin:0 0 24px;font-size:13px;font-weight:600}
h2{margin:24px 0 8px;font-size:17px;line-height:24px;font-weight:600}
h1{margin:0 0 16px;font-size:28px;line-height:36px;font-weight:300}
h1,h2,p,td,th{overflow-wrap:anywhere}
code{white-space:nowrap}
p{margin:0 0 16px;color:${light.ink2}}
label{display:block;margin:16px 0 4px;font-weight:600}
.hint{margin:4px 0 0;font-size:13px;line-height:20px}
input,select{width:100%;padding:10px 12px;border:1px solid ${light.axis};border-radius:4px;background:${light.paper};color:${light.ink};font:inherit}
button,.button{margin:24px 0 0;padding:10px 20px;border:1px solid transparent;border-radius:4px;background:${light.data};color:#fff;font:inherit;font-weight:600;cursor:pointer}
.button{display:block;text-align:center;text-decoration:none;overflow-wrap:anywhere}
.or{display:flex;align-items:center;gap:12px;margin:24px 0 0;font-size:13px}
.or::before,.or::after{content:'';flex:1;border-top:1px solid ${light.rule}}
.or~.button{margin-top:12px}
.choices{display:flex;flex-wrap:wrap;gap:12px;margin-top:24px}
.choices button{flex:1 1 auto;margin:0}
input:focus-visible,select:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid ${light.data};outline-offset:2px}
button:hover,.button:hover{filter:brightness(1.12)}
.quiet{background:transparent;color:${light.data};border-color:${light.axis}}
a{color:${light.data}}
.problem,.warning{padding:12px 16px;border-left:4px solid #b3261e;color:${light.ink}}
.more{margin:16px 0 0}
table{width:100%;border-collapse:collapse}
td,th{padding:12px 0;border-top:1px solid ${light.rule};vertical-align:top;text-align:left}
th{padding-right:16px;font-weight:600;white-space:nowrap}
.act{width:1%;padding-left:16px;text-align:right;white-space:nowrap}
.act button{margin:0;padding:6px 14px}
.facts{margin:0 0 16px}
@media (max-width:599px){body{padding:0}main{padding:32px 16px;min-height:100vh}}
@media (prefers-color-scheme:dark){body{background:${dark.ground};color:${dark.ink}}main{background:${dark.paper}}p{color:${dark.ink2}}input,select{background:${dark.ground};border-color:${dark.axis};color:${dark.ink}}button,.button{background:${dark.data};color:${dark.ground}}.quiet{background:transparent;color:${dark.data};border-color:${dark.axis}}input:focus-visible,select:focus-visible,button:focus-visible,a:focus-visible{outline-color:${dark.data}}a{color:${dark.data}}.problem,.warning{border-color:#f2b8b5;color:${dark.ink}}td,th,.or::before,.or::after{border-color:${dark.rule}}}`

const styleHash = createHash('sha256').update(style).digest('base64')

/** Nothing is loaded or run but the one style; a form goes to this server only, and no other site frames the page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
}

export const toPageHtml = ({ locale, title, body }: Page): string => `<!DOCTYPE html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeXml(title)} · usage-audit</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="mark">usage-audit</p>
<h1>${escapeXml(title)}</h1>
${body}
</main>
</body>
</html>
`
