import { dark } from '../../core/charts/palette.ts'

const paints: readonly (readonly [selector: string, rule: string])[] = [
  ['.g', `background:${dark.ground}!important`],
  ['.c', `background:${dark.paper}!important`],
  ['.k', `color:${dark.ink}!important`],
  ['.k2', `color:${dark.ink2}!important`],
  ['.k3', `color:${dark.ink3}!important`],
  ['.a', `color:${dark.link}!important`],
  ['.at', `color:${dark.attention}!important`],
  ['.r', `border-color:${dark.rule}!important`],
  ['.rs', `border-color:${dark.axis}!important`],
  ['.sp', `border-color:${dark.paper}!important`],
  ['.b', `background:${dark.data}!important`],
  ['.bl', `background:${dark.dataSoft}!important`],
  ['.h', `background:${dark.past}!important`],
  ['.t', `background:${dark.track}!important`],
  ['.z', `background:${dark.hatch}!important`],
  ['.n', `background:${dark.attentionSoft}!important`],
  ['.bt', `background:${dark.button}!important`],
  ...dark.categories.map((color, i) => [`.q${i}`, `background:${color}!important`] as const),
]

const rules = paints.map(([selector, rule]) => `${selector}{${rule}}`).join('')

/** Only where the picture changes with the colours; each of the two is hidden by the program that shows the other. */
const darkOnly =
  `.bl{border-color:${dark.data}!important}.bt a{color:${dark.buttonInk}!important;background:${dark.button}!important;border-color:${dark.button}!important}` +
  '.lt{display:none!important}.dk{display:block!important;max-height:none!important;width:100%!important}'

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
@media (max-width:599px){.w{width:100%!important}.p{padding-left:16px!important;padding-right:16px!important}.half{display:block!important;width:100%!important;box-sizing:border-box}.hide{display:none!important}.hero{font-size:52px!important;line-height:56px!important}.gap{padding-top:16px!important}.outer{padding:0!important}.btn a{display:block!important}}
@media (prefers-color-scheme:dark){${rules}${darkOnly}}
@media print{.g{background:#fff!important}.outer{padding:0!important}}
${outlookRules}
</style>`
