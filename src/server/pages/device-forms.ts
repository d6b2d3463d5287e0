import { escapeXml } from '../../core/escape.ts'
import { devicePageTextsOf } from '../../core/texts/device-pages.ts'
import type { Locale } from '../../core/texts/language.ts'
import { quoted, toFormPage, toNotePage, toWords } from './form.ts'
import { toPageHtml } from './shell.ts'

/** What is shown of a computer that waits. */
export interface WaitingComputer {
  readonly hostName: string
  readonly account: string
  readonly platform: string
  readonly address: string
}

/** Where somebody types the code. */
export function deviceCodePage(locale: Locale, action: string, problem?: string): string {
  const words = devicePageTextsOf(locale)
  return toFormPage({
    ...{ locale, problem, title: words.title, action, go: words.go },
    fields: [{ name: 'code', label: words.code, type: 'text', autocomplete: 'off', hint: words.codeHint }],
  })
}

export interface DeviceQuestion {
  readonly locale: Locale
  readonly action: string
  readonly code: string
  readonly computer: WaitingComputer
  /** Those that whoever decides is in. */
  readonly orgs: readonly { readonly orgId: number; readonly name: string }[]
}

/** Where somebody says whether the computer is theirs, seeing what it is and where it calls from. */
export function deviceQuestionPage({ locale, action, code, computer, orgs }: DeviceQuestion): string {
  const words = devicePageTextsOf(locale)
  const rows = (['hostName', 'account', 'platform', 'address'] as const).map(
    (key) =>
      `<tr><th scope="row">${escapeXml(words.labels[key])}</th><td><bdi>${escapeXml(computer[key])}</bdi></td></tr>`,
  )
  const body = [
    `<table class="facts">${rows.join('')}</table>`,
    `<p class="warning">${toWords(words.warning)}</p>`,
    `<form method="post" action="${escapeXml(action)}">`,
    `<input type="hidden" name="code" value="${escapeXml(code)}">`,
    `<label for="name">${escapeXml(words.name)}</label>`,
    `<input id="name" name="name" type="text" autocomplete="off" maxlength="100" value="${escapeXml(computer.hostName)}">`,
    toOrgs(words.organisation, orgs),
    '<div class="choices">',
    `<button type="submit" name="decision" value="let_in">${escapeXml(words.letIn)}</button>`,
    `<button type="submit" name="decision" value="send_away" class="quiet">${escapeXml(words.sendAway)}</button>`,
    '</div>',
    '</form>',
  ]
  return toPageHtml({ locale, title: words.question(computer.hostName), body: body.join('\n') })
}

/** Who is in one organisation only is not asked. */
function toOrgs(label: string, orgs: DeviceQuestion['orgs']): string {
  if (orgs.length === 1) return `<input type="hidden" name="org" value="${orgs[0]!.orgId}">`
  const options = orgs.map(({ orgId, name }) => `<option value="${orgId}">${escapeXml(name)}</option>`)
  return `<label for="org">${escapeXml(label)}</label>\n<select id="org" name="org">${options.join('')}</select>`
}

export const deviceDonePage = (locale: Locale, name: string | undefined): string => {
  const words = devicePageTextsOf(locale)
  return toNotePage(locale, words.title, [name === undefined ? words.isAway : words.isIn(quoted(name))])
}

/** What an error says on these pages. */
export const deviceProblem = (locale: Locale, code: string): string =>
  devicePageTextsOf(locale).problems[code] ?? devicePageTextsOf(locale).problem
