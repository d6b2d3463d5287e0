import { wrap } from './fit.ts'
import type { Screen } from './output.ts'
import { widthOf } from './text-width.ts'

/**
 * Writes sentences for people: on a terminal, broken between words where it ends. Commands, which stand indented, and lines with
 * something longer than the terminal, as a link, stay whole so that they can be copied; so does all that goes into a file or pipe.
 */
export const say = (screen: Screen, text: string): void =>
  screen.write(`${screen.isTTY ? fold(text, screen.width) : text}\n`)

const fold = (text: string, width: number) =>
  text
    .split('\n')
    .flatMap((line) => (mustStayWhole(line, width) ? [line] : wrap(line, width)))
    .join('\n')

const mustStayWhole = (line: string, width: number) =>
  line.startsWith(' ') || line.split(' ').some((word) => widthOf(word) > width)
