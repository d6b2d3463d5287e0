import { toPlainText } from '../text.ts'

/** More marks than this on one letter serve to paint over the neighbouring rows. */
const stackedMarks = /(\p{M}{3})\p{M}+/gu

/** A name from outside as a report prints it: plain, one line, no room wasted. May be empty. */
export const toLabel = (text: string, maxLength: number): string =>
  toPlainText(text.replace(/[\s\u200b\u2060-\u2065]+/g, ' ').replace(stackedMarks, '$1'), maxLength)
