import type { Locale } from '../../../core/texts/language.ts'
import { combinePolicies, type ScopedPolicy } from '../../../protocol/combined-policy.ts'
import { toPolicyText } from '../settings/privacy/policy-text.ts'

/** What is asked of some computers, in sentences. */
export interface Asked {
  /** Numbers of the computers of which it is asked; empty: of all there are and will be. */
  readonly devices: readonly number[]
  readonly sentences: readonly string[]
}

/**
 * What an organisation asks a person's computers to leave out: what is nearer counts, so it is told by computer where they differ.
 * What the person decided is not among it. Empty where nothing is asked of any.
 */
export function toAsked(
  policies: readonly ScopedPolicy[],
  { userId, devices }: { readonly userId: string; readonly devices: readonly number[] },
  locale: Locale,
): Asked[] {
  const ofOthers = policies.filter(({ scope }) => scope !== 'own')
  const sentencesOf = (deviceId: number) => toPolicyText(combinePolicies(ofOthers, { userId, deviceId }), false, locale)
  const all = (devices.length === 0 ? [noDevice] : devices).map((device) => ({
    device,
    sentences: sentencesOf(device),
  }))
  const groups: { devices: number[]; sentences: string[] }[] = []
  for (const { device, sentences } of all) {
    const same = groups.find((group) => group.sentences.join('\n') === sentences.join('\n'))
    if (same) same.devices.push(device)
    else groups.push({ devices: [device], sentences })
  }
  if (groups.length === 1) return groups[0]!.sentences.length === 0 ? [] : [{ ...groups[0]!, devices: [] }]
  return groups
}

/** A computer that is not there yet: of it is asked what is asked of everybody. */
const noDevice = 0
