import { escapeXml } from '../../core/escape.ts'
import type { Locale } from '../../core/texts/language.ts'
import { toPageHtml } from './shell.ts'

/** A field as people see it, and as a browser's password keeper knows it. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'email' | 'password'
  /** What the browser may fill in, by the words of HTML. */
  readonly autocomplete: string
  readonly value?: string | undefined
  readonly hint?: string
}

export interface FormPage {
  readonly locale: Locale
  readonly title: string
  /** Sentences, and links in a line of their own. */
  readonly intro?: readonly (string | Link)[]
  /** What went wrong with the last try. */
  readonly problem?: string | undefined
  readonly action: string
  readonly fields: readonly Field[]
  readonly hidden?: Readonly<Record<string, string>>
  readonly go: string
  /** HTML below the form. */
  readonly below?: string
  readonly more?: readonly Link[]
}

export interface Link {
  readonly href: string
  readonly text: string
}

/** A page with one form. */
export function toFormPage({
  locale,
  title,
  intro = [],
  problem,
  action,
  fields,
  hidden = {},
  go,
  below = '',
  more = [],
}: FormPage) {
  const kept = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`,
  )
  const body = [
    ...intro.map((one) => (typeof one === 'string' ? toParagraph(one) : `<p>${toAnchor(one)}</p>`)),
    ...(problem === undefined ? [] : [`<p class="problem" role="alert">${escapeXml(problem)}</p>`]),
    `<form method="post" action="${escapeXml(action)}">`,
    ...fields.map(toField),
    ...kept,
    `<button type="submit">${escapeXml(go)}</button>`,
    '</form>',
    ...more.map(toLink),
    below,
  ]
  return toPageHtml({ locale, title, body: body.join('\n') })
}

/** A page that only says something. */
export const toNotePage = (
  locale: Locale,
  title: string,
  words: readonly string[],
  more: readonly Link[] = [],
): string => toPageHtml({ locale, title, body: [...words.map(toParagraph), ...more.map(toLink)].join('\n') })

/** A name within such words: nothing in it is what one types. */
export const quoted = (name: string): string => name.replaceAll('`', '’')

/** Words between back quotes are what one types. */
export const toWords = (words: string) => escapeXml(words).replace(/`([^`]+)`/g, '<code>$1</code>')

export const toParagraph = (words: string) => `<p>${toWords(words)}</p>`

/** A link in a line of its own. */
export const toLink = (link: Link) => `<p class="more">${toAnchor(link)}</p>`

const toAnchor = ({ href, text }: Link) => `<a href="${escapeXml(href)}">${escapeXml(text)}</a>`

function toField({ name, label, type, autocomplete, value, hint }: Field): string {
  const described = hint === undefined ? '' : ` aria-describedby="${name}-hint"`
  const filled = value === undefined ? '' : ` value="${escapeXml(value)}"`
  const input = `<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required${filled}${described}>`
  const below = hint === undefined ? '' : `<p class="hint" id="${name}-hint">${toWords(hint)}</p>`
  return `<label for="${name}">${escapeXml(label)}</label>\n${input}${below}`
}
