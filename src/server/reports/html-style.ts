import { dark } from '../../core/charts/palette.ts'

const paints: readonly (readonly [selector: string, rule: string])[] = [
  ['.g', `background:${dark.ground}!important`],
  ['.c', `background:${dark.paper}!important`],
  ['.k', `color:${dark.ink}!important`],
  ['.k2', `color:${dark.ink2}!important`],
  ['.k3', `color:${dark.ink3}!important`],
  ['.r', `border-color:${dark.rule}!important`],
  ['.rs', `border-color:${dark.axis}!important`],
  ['.b', `background:${dark.data}!important`],
  ['.t', `background:${dark.track}!important`],
  // The picture stays light: a white sheet, with a margin of its own.
  ['.pic', 'padding:8px!important;box-sizing:border-box;border-radius:4px'],
]

const rules = paints.map(([selector, rule]) => `${selector}{${rule}}`).join('')

/** Outlook on the web makes its own dark mode and marks what it has changed: `ogsc` for colours, `ogsb` for backgrounds. */
const outlookRules = paints
  .filter(([, rule]) => /^(color|background)/.test(rule))
  .map(([selector, rule]) => `[data-ogs${rule.startsWith('color') ? 'c' : 'b'}] ${selector}{${rule}}`)
  .join('')

/** The one style block: resets, phones, dark mode. Without it the mail stays readable and light. */
export const styleBlock = `<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}
table{border-collapse:collapse}img{border:0;line-height:100%;outline:none;text-decoration:none}
a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}
@media (max-width:599px){.w{width:100%!important}.p{padding-left:16px!important;padding-right:16px!important}.half{display:block!important;width:100%!important;box-sizing:border-box}.hide{display:none!important}.hero{font-size:52px!important;line-height:56px!important}.gap{padding-top:16px!important}.outer{padding:0!important}}
@media (prefers-color-scheme:dark){${rules}}
${outlookRules}
</style>`
