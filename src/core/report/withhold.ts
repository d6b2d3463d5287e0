import { fewestPeople, type Withheld } from './org-report.ts'

/** Whose figures are together in one, and how many of them let managers see their own. */
export interface Crowd {
  readonly people: number
  readonly sharing: number
}

/** Whether a figure of these people would tell of one of them who does not want that; of nobody it tells nothing. */
export const isTooFew = ({ people, sharing }: Crowd): boolean => people > 0 && people < fewestPeople && sharing < people

export const withhold = <T>(crowd: Crowd, value: T): Withheld<T> => (isTooFew(crowd) ? 'withheld' : value)
