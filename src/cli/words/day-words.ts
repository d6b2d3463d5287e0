import { formatCount, formatDuration, formatInstant } from '../../core/format.ts'
import type { DayPresence } from '../../core/presence-totals.ts'
import type { Locale } from '../../core/texts/language.ts'
import { minuteMs } from '../../core/time.ts'
import type { Unrecorded, unexplained } from '../../core/unrecorded.ts'
import type { GapReason } from '../../core/usage.ts'

/** What is known of a person's day, in words; undefined is unknown, or nothing worth a word. */
export interface DayFigures {
  readonly sessions: string | undefined
  /** The first and the last activity: `08:12–18:40`. */
  readonly range: string | undefined
  readonly watching: string | undefined
  readonly locked: string | undefined
}

type Reason = GapReason | 'outside_hours' | typeof unexplained

/** What `today` says under its title. Empty where there is nothing to say. */
export interface DayWords {
  sessions(count: number, shown: string): string
  presence(words: DayFigures): string
  unrecorded(parts: readonly { readonly reason: string; readonly length: string }[]): string
}

const sentence = (parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join(', ')

const reasonsEn: Readonly<Record<Reason, string>> = {
  off: 'off',
  not_running: 'agent not running',
  asleep: 'asleep',
  disk_full: 'disk full',
  capped: 'dropped at the cap',
  paused: 'paused',
  clock: 'clock changed',
  lost: 'lost',
  conflict: 'journal copied',
  outside_hours: 'outside working hours',
  unknown: 'reason unknown',
}

const en: DayWords = {
  sessions: (count, shown) => `${shown} ${count === 1 ? 'session' : 'sessions'}`,
  presence: ({ sessions, range, watching, locked }) =>
    sentence([sessions, range, watching && `watching ${watching}`, locked && `locked ${locked}`]),
  unrecorded: (parts) => say('Not recorded', reasonsEn, parts),
}

const reasonsPtBr: Readonly<Record<Reason, string>> = {
  off: 'desligado',
  not_running: 'agente parado',
  asleep: 'suspenso',
  disk_full: 'disco cheio',
  capped: 'descartado no limite',
  paused: 'em pausa',
  clock: 'relógio alterado',
  lost: 'perdido',
  conflict: 'diário copiado',
  outside_hours: 'fora do expediente',
  unknown: 'motivo desconhecido',
}

const ptBr: DayWords = {
  sessions: (count, shown) => `${shown} ${count === 1 ? 'sessão' : 'sessões'}`,
  presence: ({ sessions, range, watching, locked }) =>
    sentence([sessions, range, watching && `assistindo ${watching}`, locked && `tela bloqueada ${locked}`]),
  unrecorded: (parts) => say('Sem registro', reasonsPtBr, parts),
}

const say = (title: string, reasons: Readonly<Record<string, string>>, parts: Parameters<DayWords['unrecorded']>[0]) =>
  parts.length === 0
    ? ''
    : `${title}: ${parts.map(({ reason, length }) => `${reasons[reason] ?? reason} ${length}`).join(', ')}`

const languages: Readonly<Record<Locale, DayWords>> = { en, 'pt-BR': ptBr }

export const dayWordsOf = (locale: Locale): DayWords => languages[locale]

/** A person's day in words, its instants on the clocks of a zone. */
export function toDayFigures(day: DayPresence, locale: Locale, zone: string): DayFigures {
  const { sessions, firstActivityAt: first, lastActivityAt: last } = day
  const time = (at: number) => formatInstant(at, locale, zone).slice(-5)
  const worthSaying = (ms: number | null) => (ms ? formatDuration(ms, locale) : undefined)
  return {
    sessions: sessions ? dayWordsOf(locale).sessions(sessions, formatCount(sessions, locale)) : undefined,
    range: first !== null && last !== null ? `${time(first)}–${time(last)}` : undefined,
    watching: worthSaying(day.watchingMs),
    locked: worthSaying(day.lockedMs),
  }
}

/** The longest first; what took less than a minute is not worth a word. */
export const toReasons = (unrecorded: Unrecorded, locale: Locale): { reason: string; length: string }[] =>
  Object.entries(unrecorded)
    .filter(([, ms]) => ms >= minuteMs)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, ms]) => ({ reason, length: formatDuration(ms, locale) }))
