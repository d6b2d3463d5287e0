import { formatDuration, noFigure } from '../../../core/format.ts'
import { devicesWords } from '../../words/devices.ts'
import { useLocale, useWords } from '../../words/words.ts'
import type { Computer } from './computers.ts'

/** How far a computer's clock is off, in words; `right` where that does not matter. */
export function useSkew(): (computer: Pick<Computer, 'clockSkewMs' | 'clockIsOff'>) => string {
  const words = useWords(devicesWords)
  const locale = useLocale()
  return ({ clockSkewMs, clockIsOff }) => {
    if (clockSkewMs === null) return noFigure
    if (!clockIsOff) return words.right
    const by = formatDuration(Math.abs(clockSkewMs), locale)
    return clockSkewMs > 0 ? words.ahead(by) : words.behind(by)
  }
}
