type Ink = (text: string) => string

/** The inks of a fixed-width form. */
export interface Paint {
  readonly plain: Ink
  readonly strong: Ink
  readonly quiet: Ink
  readonly data: Ink
  readonly dataSoft: Ink
  readonly attention: Ink
  /** Of a part of a whole, by its colour's number. */
  part(color: number): Ink
}

const same: Ink = (text) => text
export const noPaint: Paint = {
  plain: same,
  strong: same,
  quiet: same,
  data: same,
  dataSoft: same,
  attention: same,
  part: () => same,
}

const ansi =
  (code: string): Ink =>
  (text) =>
    text ? `\u001b[${code}m${text}\u001b[0m` : ''

const parts = [67, 172, 30, 140, 131, 245]

/** Bold, faint, and colours of the 256 that read on dark and on light grounds. */
export const colors: Paint = {
  plain: same,
  strong: ansi('1'),
  quiet: ansi('2'),
  data: ansi('38;5;67'),
  dataSoft: ansi('38;5;110'),
  attention: ansi('1;38;5;166'),
  part: (color) => ansi(`38;5;${parts[color] ?? 245}`),
}
