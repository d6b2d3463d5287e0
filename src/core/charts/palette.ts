/** The colours of a report, by what they are for. */
export interface Palette {
  readonly ground: string
  readonly paper: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly rule: string
  readonly axis: string
  readonly track: string
  readonly data: string
  readonly dataSoft: string
  readonly hatch: string
  /** Of earlier periods in a sparkline; good on either paper. */
  readonly past: string
  readonly attention: string
  readonly attentionSoft: string
  readonly link: string
  readonly button: string
  readonly buttonInk: string
  /** One hue from none to most, by `heatClass`. */
  readonly heat: readonly string[]
  /** Of parts of a whole, largest first; the last is what is left. They differ in lightness as well as in hue. */
  readonly categories: readonly string[]
}

export const light: Palette = {
  ground: '#F5F3EF',
  paper: '#FFFFFF',
  ink: '#1A1F26',
  ink2: '#48505A',
  ink3: '#636B75',
  rule: '#E3DFD8',
  axis: '#8C9097',
  track: '#EEEBE5',
  data: '#2A6A99',
  dataSoft: '#C4DBEC',
  hatch: '#8A8F98',
  past: '#8FB3D1',
  attention: '#A1420C',
  attentionSoft: '#FBEEE3',
  link: '#1F5F8E',
  button: '#1F4E73',
  buttonInk: '#FFFFFF',
  heat: ['#F1F0ED', '#D3E3F0', '#A6C9E2', '#6BA3CB', '#3A7CAE', '#174C77'],
  categories: ['#2A6A99', '#C47821', '#225050', '#9E7BC9', '#6B2632', '#7B838F'],
}

export const dark: Palette = {
  ground: '#101317',
  paper: '#181C22',
  ink: '#ECEEF1',
  ink2: '#BAC1CA',
  ink3: '#98A0AB',
  rule: '#2D343D',
  axis: '#727A86',
  track: '#262C34',
  data: '#6FB0E0',
  dataSoft: '#27465E',
  hatch: '#7E8692',
  past: '#41688A',
  attention: '#F0A06A',
  attentionSoft: '#35251A',
  link: '#8CC3EE',
  button: '#8CC3EE',
  buttonInk: '#0D1620',
  heat: ['#22272E', '#1F3D55', '#285B80', '#3F82B2', '#74B2DE', '#C3E1F7'],
  categories: ['#6FB0E0', '#DCA565', '#C1EBDF', '#9A66D0', '#C25A70', '#9A9FA7'],
}
