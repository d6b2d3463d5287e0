type Ink = (text: string) => string

/** The inks of a fixed-width form. */
export interface Paint {
  readonly plain: Ink
  readonly strong: Ink
  readonly quiet: Ink
  readonly data: Ink
  readonly dataSoft: Ink
}

const same: Ink = (text) => text
export const noPaint: Paint = { plain: same, strong: same, quiet: same, data: same, dataSoft: same }
