import type { Locale } from '../texts/language.ts'
import { dayMs, hourMs } from '../time.ts'

/** Somebody of the made-up people opened what is another's, and said why. */
export interface DemoAccess {
  /** By the index of `people`. */
  readonly actor: number
  readonly about: number
  readonly what: 'report' | 'day' | 'app' | 'export'
  readonly reason: string
  readonly at: number
}

/** Days before now, by whom, whose, what, and which of the reasons. */
const plan: readonly (readonly [
  daysAgo: number,
  actor: number,
  about: number,
  what: DemoAccess['what'],
  why: number,
])[] = [
  [41, 0, 1, 'report', 0],
  [33, 1, 0, 'report', 0],
  [26, 0, 2, 'app', 1],
  [26, 0, 3, 'app', 1],
  [19, 1, 0, 'day', 2],
  [12, 0, 2, 'export', 3],
  [9, 1, 3, 'app', 1],
  [5, 0, 1, 'day', 2],
  [2, 1, 0, 'app', 1],
]

const reasons: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'Asked me to go through the month together',
    'Renewal of the licences: who still needs one?',
    'Thursday is missing, and support wants to know why',
    'Moves to another company and takes the data along',
  ],
  'pt-BR': [
    'Pediu para vermos o mês juntos',
    'Renovação das licenças: quem ainda precisa?',
    'Falta a quinta-feira, e o suporte quer saber por quê',
    'Vai para outra empresa e leva os dados',
  ],
}

/** The oldest first; of fewer people fewer. */
export const toDemoAccesses = (locale: Locale, people: number, now: number): DemoAccess[] =>
  plan
    .filter(([, actor, about]) => actor < people && about < people)
    .map(([daysAgo, actor, about, what, why], i) => ({
      ...{ actor, about, what, reason: reasons[locale][why]! },
      at: now - daysAgo * dayMs + (i % 5) * hourMs,
    }))
