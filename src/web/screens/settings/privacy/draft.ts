import { parseWeeklyHours } from '../../../../core/weekly-hours.ts'
import type { ScopedPolicy } from '../../../../protocol/combined-policy.ts'
import type { PolicyRule, PolicySettings } from '../../../../protocol/policy.ts'

/** A policy while somebody writes it. `same` is there only where something less near decides then. */
export interface Draft {
  readonly titles: 'same' | 'open' | 'never'
  readonly hours: 'same' | 'own' | 'any'
  /** As it was typed. */
  readonly hoursText: string
  readonly paused: 'same' | 'no' | 'yes'
  readonly rules: 'same' | 'own'
  readonly list: readonly PolicyRule[]
}

type Settings = ScopedPolicy['settings']

/** @param isNear it is about a person or a computer, and not about everybody */
export const toDraft = (settings: Settings, isNear: boolean): Draft => {
  const texts = { hoursText: settings.workingHours ?? '', list: settings.rules ?? [] }
  const { titles, workingHours, paused, rules } = settings
  const said = { titles: titles === false ? 'never' : 'open', paused: paused ? 'yes' : 'no' } as const
  if (!isNear) return { ...texts, ...said, hours: 'own', rules: 'own' }
  return {
    ...texts,
    titles: titles === undefined ? 'same' : said.titles,
    paused: paused === undefined ? 'same' : said.paused,
    hours: toHours(workingHours),
    rules: rules === undefined ? 'same' : 'own',
  }
}

const toHours = (hours: string | null | undefined) => (hours === undefined ? 'same' : hours === null ? 'any' : 'own')

/** What is stored of it; of everybody what asks for nothing is not said. Undefined while the hours are no schedule. */
export function toSettings(draft: Draft, isNear: boolean): Partial<PolicySettings> | undefined {
  const typed = draft.hoursText.trim()
  const isAny = draft.hours === 'any' || (draft.hours === 'own' && typed === '')
  if (draft.hours === 'own' && typed !== '' && !parseWeeklyHours(typed)) return undefined
  const said: Partial<PolicySettings> = {
    ...(draft.titles !== 'same' && { titles: draft.titles === 'open' }),
    ...(draft.hours !== 'same' && { workingHours: isAny ? null : typed }),
    ...(draft.paused !== 'same' && { paused: draft.paused === 'yes' }),
    ...(draft.rules !== 'same' && { rules: [...draft.list] }),
  }
  return isNear ? said : withoutOpen(said)
}

const withoutOpen = ({ titles, workingHours, paused, rules }: Partial<PolicySettings>): Partial<PolicySettings> => ({
  ...(titles === false && { titles }),
  ...(workingHours && { workingHours }),
  ...(paused && { paused }),
  ...(rules && rules.length > 0 && { rules }),
})

/** Whether a draft says something else than what is stored. */
export const isOther = (draft: Draft, stored: Settings, isNear: boolean): boolean =>
  JSON.stringify(toSettings(draft, isNear)) !== JSON.stringify(toSettings(toDraft(stored, isNear), isNear))
