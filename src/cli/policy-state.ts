import { agreeToPolicy, findHeldBack, readHeldPolicy } from '../agent/policy/held.ts'
import type { Loosening } from '../core/policy.ts'
import type { Locale } from '../core/texts/language.ts'
import type { PolicySettings } from '../protocol/policy.ts'
import type { Cli } from './cli.ts'
import type { Config } from './config-shape.ts'
import { policyWordsOf, sayPolicy } from './words/policy-words.ts'

/** What an organisation asks this computer to leave out. */
export interface PolicyStatus extends PolicySettings {
  readonly revision: number
  /** Epoch milliseconds. */
  readonly receivedAt: number
  /** In what it asks for less than before: that waits for the person. */
  readonly heldBack: readonly Loosening[]
}

/** Null if no server ever sent one. */
export function readPolicyStatus({ dataPaths }: Pick<Cli, 'dataPaths'>): PolicyStatus | null {
  const held = readHeldPolicy(dataPaths().journal)
  if (!held) return null
  const { offered, revision, receivedAt } = held
  return { ...offered, revision, receivedAt, heldBack: findHeldBack(held) }
}

/** Rows for a person: what holds, and what waits. */
export function sayPolicyStatus(policy: PolicyStatus | null, locale: Locale): (readonly [string, string])[] {
  if (!policy) return []
  const words = policyWordsOf(locale)
  const asks = sayPolicy(policy, locale)
  const { heldBack } = policy
  return [
    ...(asks ? [[words.label, asks] as const] : []),
    ...(heldBack.length > 0 ? [[asks ? '' : words.label, words.heldBack(heldBack)] as const] : []),
  ]
}

/** The person has seen the notice: what waited for that is in force. @returns what did */
export function agreeHere(cli: Cli, { reports: { locale } }: Config): readonly Loosening[] {
  const held = readHeldPolicy(cli.dataPaths().journal)
  if (!held) return []
  const heldBack = findHeldBack(held)
  if (heldBack.length > 0) {
    cli.stderr.write(`${policyWordsOf(locale).agreed(heldBack)}\n`)
    agreeToPolicy(cli.dataDir().journal, held)
  }
  return heldBack
}
