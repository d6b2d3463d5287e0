import { formatList } from '../../core/format.ts'
import type { Loosening } from '../../core/policy.ts'
import type { Locale } from '../../core/texts/language.ts'

/** What is said of a policy, on the server and on the computers that it is about. */
export interface PolicyWords {
  /** Before it, in `agent status`. */
  readonly label: string
  readonly paused: string
  readonly titlesOff: string
  rules(count: number): string
  hours(hours: string): string
  idle(duration: string): string
  /** What a person decided of their own devices. */
  own(decided: { readonly paused?: boolean; readonly withdrawn?: true }): string
  /** It asks for nothing. */
  readonly empty: string
  /** In `agent preview`, instead of the name of a setting. */
  rule(index: number, action: string): string
  /** What the last policy no longer takes away, and that still is. */
  heldBack(kinds: readonly Loosening[]): string
  /** After `agent notice`. */
  agreed(kinds: readonly Loosening[]): string
  readonly ofOrganisation: string
  readonly columns: readonly string[]
  /** After a change. */
  effect(devices: number): string
  readonly unchanged: string
}

const kindsEn: Readonly<Record<Loosening, string>> = {
  titles: 'window titles',
  rules: 'what its rules left out',
  hours: 'hours outside the former ones',
}
const listEn = (kinds: readonly Loosening[]) =>
  formatList(
    kinds.map((kind) => kindsEn[kind]),
    'en',
  )

const en: PolicyWords = {
  label: 'Policy',
  paused: 'paused on the server: nothing is recorded',
  titlesOff: 'no window titles',
  rules: (count) => (count === 1 ? '1 rule' : `${count} rules`),
  hours: (hours) => `only ${hours}`,
  idle: (duration) => `idle after ${duration}`,
  own: ({ paused, withdrawn }) =>
    withdrawn ? 'consent withdrawn by the person' : paused ? 'paused by the person' : 'resumed by the person',
  empty: 'leaves nothing out',
  rule: (index, action) => `organisation's rule ${index + 1}: ${action}`,
  heldBack: (kinds) =>
    `The organisation no longer leaves out: ${listEn(kinds)}. Still left out here, until \`usage-audit agent notice\` is run.`,
  agreed: (kinds) => `Agreed: the organisation's policy no longer leaves out ${listEn(kinds)}.`,
  ofOrganisation: 'everybody',
  columns: ['FOR', 'CHANGED', 'ASKS FOR'],
  effect: (devices) =>
    `Agents take it up at their next upload and follow at the next sample (devices: ${devices}). It only takes away: what a computer's own settings leave out stays left out, and what was asked for before and is not any more is left out until the person there runs \`usage-audit agent notice\`.`,
  unchanged: 'There is no policy.',
}

const kindsPtBr: Readonly<Record<Loosening, string>> = {
  titles: 'títulos de janelas',
  rules: 'o que suas regras deixavam de fora',
  hours: 'horas fora das anteriores',
}
const listPtBr = (kinds: readonly Loosening[]) =>
  formatList(
    kinds.map((kind) => kindsPtBr[kind]),
    'pt-BR',
  )

const ptBr: PolicyWords = {
  label: 'Política',
  paused: 'em pausa no servidor: nada é registrado',
  titlesOff: 'sem títulos de janelas',
  rules: (count) => (count === 1 ? '1 regra' : `${count} regras`),
  hours: (hours) => `só ${hours}`,
  idle: (duration) => `ocioso após ${duration}`,
  own: ({ paused, withdrawn }) =>
    withdrawn ? 'consentimento retirado pela pessoa' : paused ? 'em pausa pela pessoa' : 'retomado pela pessoa',
  empty: 'não deixa nada de fora',
  rule: (index, action) => `regra ${index + 1} da organização: ${action}`,
  heldBack: (kinds) =>
    `A organização não deixa mais de fora: ${listPtBr(kinds)}. Aqui continua de fora até que \`usage-audit agent notice\` seja executado.`,
  agreed: (kinds) => `De acordo: a política da organização não deixa mais de fora ${listPtBr(kinds)}.`,
  ofOrganisation: 'todos',
  columns: ['PARA', 'ALTERADA', 'PEDE'],
  effect: (devices) =>
    `Os agentes a recebem no próximo envio e a seguem na próxima amostra (dispositivos: ${devices}). Ela só retira: o que as definições de um computador deixam de fora continua de fora, e o que antes se pedia e não se pede mais continua de fora até que a pessoa execute ali \`usage-audit agent notice\`.`,
  unchanged: 'Não há política.',
}

const languages: Readonly<Record<Locale, PolicyWords>> = { en, 'pt-BR': ptBr }

export const policyWordsOf = (locale: Locale): PolicyWords => languages[locale]

/** What a policy asks for, in one line. */
export function sayPolicy(
  asks: {
    readonly titles?: boolean
    readonly rules?: readonly unknown[]
    readonly workingHours?: string | null
    readonly paused?: boolean
  },
  locale: Locale,
): string {
  const words = policyWordsOf(locale)
  const parts = [
    ...(asks.paused ? [words.paused] : []),
    ...(asks.titles === false ? [words.titlesOff] : []),
    ...(asks.rules && asks.rules.length > 0 ? [words.rules(asks.rules.length)] : []),
    ...(asks.workingHours ? [words.hours(asks.workingHours)] : []),
  ]
  return parts.join('; ')
}
