import { useParam } from '../../data/param.ts'

/** Of how many days the figures are, up to today. */
export const spans = ['7', '30', '90', '365'] as const
export type Span = (typeof spans)[number]

/** What the address says, or else a month. */
export function useSpan(): readonly [Span, (span: string | undefined) => void] {
  const [value, change] = useParam('days', '30', 'step')
  return [spans.find((one) => one === value) ?? '30', change]
}

/** The first section under the tabs, which have a rule of their own. */
export const underTabs = 'border-t-0! pt-0!'
