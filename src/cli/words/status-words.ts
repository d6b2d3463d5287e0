import type { Burden } from '../../agent/manners.ts'
import type { WatchedSource } from '../../core/clocks.ts'
import { formatDuration } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'

/** What `agent status` says besides figures. */
export interface StatusWords {
  readonly desktop: string
  readonly watched: Readonly<Record<WatchedSource, string>>
  /** Why nothing is watched. */
  readonly unwatched: {
    readonly off: string
    readonly none: string
    readonly paused: string
    readonly silent: (source: string) => string
  }
  readonly sampling: string
  readonly every: (duration: string) => string
  readonly burdens: Readonly<Record<Burden, string>>
  readonly notRecorded: string
  readonly clock: string
  /** @param aheadMs the server's clock less this computer's */
  readonly clockOff: (aheadMs: number) => string
  readonly since: (instant: string) => string
  readonly cpu: (share: string) => string
  readonly budget: (share: string) => string
  readonly withServer: string
  readonly atMost: (memory: string) => string
  readonly written: (bytes: string) => string
  readonly sent: (bytes: string) => string
}

const en: StatusWords = {
  desktop: 'Desktop',
  watched: {
    window: 'windows',
    input: 'input',
    lock: 'lock',
    inhibit: 'what keeps the screen on',
  },
  unwatched: {
    off: 'not watched: agent.presence is off',
    none: 'not watched: there is none that the agent knows',
    paused: 'not watched: paused',
    silent: (source) => `nothing watched now: ${source} does not answer`,
  },
  sampling: 'Sampling',
  every: (duration) => `every ${duration}`,
  burdens: {
    battery: 'on battery',
    load: 'other programs need the processor',
    effort: 'a sample takes long here',
  },
  notRecorded: 'Not recorded today',
  clock: 'Clock',
  clockOff: (aheadMs) =>
    `this computer's is ${formatDuration(Math.abs(aheadMs), 'en')} ${aheadMs > 0 ? 'behind' : 'ahead of'} the server's`,
  since: (instant) => `since ${instant}`,
  cpu: (share) => `${share} of one core`,
  budget: (share) => `budget ${share}`,
  withServer: 'with the server',
  atMost: (memory) => `at most ${memory}`,
  written: (bytes) => `${bytes} written`,
  sent: (bytes) => `${bytes} sent`,
}

const ptBr: StatusWords = {
  desktop: 'Área de trabalho',
  watched: {
    window: 'janelas',
    input: 'teclado e ponteiro',
    lock: 'bloqueio',
    inhibit: 'o que mantém a tela acesa',
  },
  unwatched: {
    off: 'não observada: agent.presence está em off',
    none: 'não observada: não há nenhuma que o agente conheça',
    paused: 'não observada: em pausa',
    silent: (source) => `nada observado agora: ${source} não responde`,
  },
  sampling: 'Amostras',
  every: (duration) => `a cada ${duration}`,
  burdens: {
    battery: 'na bateria',
    load: 'outros programas precisam do processador',
    effort: 'uma amostra demora muito aqui',
  },
  notRecorded: 'Sem registro hoje',
  clock: 'Relógio',
  clockOff: (aheadMs) =>
    `o deste computador está ${formatDuration(Math.abs(aheadMs), 'pt-BR')} ${aheadMs > 0 ? 'atrasado' : 'adiantado'} em relação ao do servidor`,
  since: (instant) => `desde ${instant}`,
  cpu: (share) => `${share} de um núcleo`,
  budget: (share) => `limite ${share}`,
  withServer: 'com o servidor',
  atMost: (memory) => `no máximo ${memory}`,
  written: (bytes) => `${bytes} gravados`,
  sent: (bytes) => `${bytes} enviados`,
}

const languages: Readonly<Record<Locale, StatusWords>> = { en, 'pt-BR': ptBr }

export const statusWordsOf = (locale: Locale): StatusWords => languages[locale]
