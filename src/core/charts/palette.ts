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
}
