import { isDay } from '../../core/time.ts'
import { type ScreenName, screenEntries } from '../../protocol/screens.ts'
import { useAddress } from './param.ts'

/** What stays in the address on the way to a screen: the organisation; and where it is about a person, whose and which period. */
export function useKept(): (to: ScreenName) => Readonly<Record<string, string | undefined>> {
  const { org, person, reason, period } = useAddress()
  return (to) => {
    if (!screenEntries[to].ofPerson) return { org }
    const fits = to !== 'day' || (period !== undefined && isDay(period))
    return { org, person, reason, period: fits ? period : undefined }
  }
}
