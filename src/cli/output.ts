import { styleText } from 'node:util'
import { shorten, wrap } from './fit.ts'
import { widthOf } from './text-width.ts'

/** `bold`, `dim`, `green`, or several: what node:util's styleText takes. */
export type Style = Parameters<typeof styleText>[0]

/** A stream as the process gives it. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  write(text: string): unknown
}

/** Standard output or standard error, with what a command must know to draw on it. */
export interface Screen {
  /** A person's terminal: only there may one draw progress, move the cursor or ask. */
  readonly isTTY: boolean
  /** In columns; 80 where there is no terminal. */
  readonly width: number
  readonly colours: boolean
  write(text: string): void
  /** The text in a style, or as it is where colours are not wanted. */
  style(style: Style, text: string): string
}

/** Colours on a terminal only; NO_COLOR takes them away, FORCE_COLOR brings them (`0` takes them away) and wins. */
export function toScreen(stream: OutputStream, env: Readonly<Record<string, string | undefined>>): Screen {
  const isTTY = stream.isTTY === true
  const forced = env.FORCE_COLOR
  const colours =
    forced === undefined ? isTTY && !env.NO_COLOR && env.TERM !== 'dumb' : forced !== '0' && forced !== 'false'
  return {
    isTTY,
    colours,
    get width() {
      return stream.columns || 80
    },
    write: (text) => void stream.write(text),
    style: (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text),
  }
}

/** What stands in a table: a text, or one with how it is drawn, as colours within a text are not let through. */
export type Cell = string | { readonly text: string; readonly draw: (text: string) => string }

/** How a table looks. */
export interface TableLayout {
  /** Names of the columns, printed above them. */
  readonly head?: readonly string[]
  /** Columns whose figures stand on the right, from 0. */
  readonly right?: readonly number[]
  /** What gives way where the table is wider than the screen: a column whose text is broken into lines, or shortened. */
  readonly fit?: { readonly column: number; readonly by: 'wrapping' | 'shortening' }
}

/**
 * Lines of aligned columns, two spaces apart, without spaces at their ends. Wide and combining letters count as wide as a
 * terminal draws them; control characters become `�`.
 * @param width of the screen, in columns
 */
export function toTable(
  rows: readonly (readonly Cell[])[],
  { head, right = [], fit }: TableLayout = {},
  width = Number.POSITIVE_INFINITY,
): string {
  const safe = (head ? [head, ...rows] : rows).map((row) => row.map(toDrawn))
  const lines = fit ? fitIn(safe, fit, width) : safe
  const widths = measure(lines)
  return lines
    .map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i]!, right.includes(i)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

type Drawn = Exclude<Cell, string>

const asItIs = (text: string): Drawn => ({ text, draw: (same) => same })

function toDrawn(cell: Cell): Drawn {
  const { text, draw } = typeof cell === 'string' ? asItIs(cell) : cell
  return { text: toSafe(text), draw }
}

const measure = (lines: readonly (readonly Drawn[])[]) =>
  lines.reduce<number[]>((all, row) => row.map(({ text }, i) => Math.max(all[i] ?? 0, widthOf(text))), [])

/** Below this a column says nothing any more, and the table is wider than the screen. */
const leastWidth = 12

function fitIn(
  lines: readonly (readonly Drawn[])[],
  { column, by }: NonNullable<TableLayout['fit']>,
  width: number,
): (readonly Drawn[])[] {
  const widths = measure(lines)
  const others = widths.reduce((sum, each, i) => (i === column ? sum : sum + each + 2), 0)
  const room = Math.max(leastWidth, width - others)
  return lines.flatMap((row) => {
    const { text, draw } = row[column] ?? asItIs('')
    const parts = by === 'wrapping' ? wrap(text, room) : [shorten(text, room)]
    const toCell = (each: Drawn, line: number) => (line === 0 ? each : asItIs(''))
    return parts.map((part, line) => row.map((each, i) => (i === column ? { text: part, draw } : toCell(each, line))))
  })
}

function pad({ text, draw }: Drawn, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + draw(text) : draw(text) + space
}

// Any control, colours too, and what turns the direction of writing could rewrite the screen or hide what stands on it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** Text from elsewhere (names of programs, of people) made fit for a terminal: it can neither move nor hide anything. */
export const toSafe = (text: string): string => text.replace(unsafe, '\ufffd')
