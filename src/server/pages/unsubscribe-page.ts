import { escapeXml } from '../../core/escape.ts'
import type { Locale } from '../../core/texts/language.ts'
import { type LeftReport, unsubscribeTextsOf } from '../../core/texts/unsubscribe.ts'
import { toNotePage } from './form.ts'
import { toPageHtml } from './shell.ts'

/** What the page is for: to ask, or to say what was done. */
export type LeaveState = 'ask' | 'left' | 'back'

/** The page where a reader leaves a report, and comes back to it. The form goes to where the page is. */
export function unsubscribePage(locale: Locale, state: LeaveState, report: LeftReport): string {
  const words = unsubscribeTextsOf(locale)
  const { title, says, button, wish, quiet } = {
    ask: {
      title: words.askTitle,
      says: [words.ask(report), words.effect],
      button: words.go,
      wish: 'leave',
      quiet: false,
    },
    left: {
      title: words.doneTitle,
      says: [words.done(report), words.mistake],
      button: words.back,
      wish: 'back',
      quiet: true,
    },
    back: { title: words.backTitle, says: [words.backDone(report)], button: words.goAgain, wish: 'leave', quiet: true },
  }[state]
  const body = [
    ...says.map((one) => `<p>${escapeXml(one)}</p>`),
    `<form method="post"><input type="hidden" name="wish" value="${wish}"><button type="submit"${quiet ? ' class="quiet"' : ''}>${escapeXml(button)}</button></form>`,
  ]
  return toPageHtml({ locale, title, body: body.join('\n') })
}

/** For an address that is none of ours. */
export function deadLeavePage(locale: Locale): string {
  const { deadTitle, dead } = unsubscribeTextsOf(locale)
  return toNotePage(locale, deadTitle, dead)
}
