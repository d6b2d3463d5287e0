import type { SetAside } from '../agent/journal/quarantine.ts'
import type { Missing } from '../agent/journal/read-missing.ts'
import type { StandstillReason } from '../agent/standstill.ts'
import type { Locale } from '../core/texts/language.ts'

/** What is said of recording that stopped, was paused, or cannot be told any more. */
export interface RecordingWords {
  /** Why recording stopped, or that it goes on. */
  standstill(words: { reason: StandstillReason | undefined; why: string }): string
  setAside(aside: SetAside): string
  /** @param until the instant in words; null if it holds until `agent resume` */
  paused(until: string | null): string
  /** A pause was ended. @param running an agent goes on by itself now */
  resumed(running: boolean): string
  /** There was no pause to end. */
  readonly notPaused: string
  readonly noAgent: string
  withinOneSample(duration: string): string
  /** In `agent status`. */
  readonly state: {
    readonly notRecording: (pid: number) => string
    readonly missing: string
    readonly reasons: Readonly<Record<keyof Missing, string>>
    readonly diskFull: string
    readonly setAside: string
  }
}

const en: RecordingWords = {
  standstill: ({ reason, why }) =>
    ({
      paused: 'Paused: nothing is recorded. `usage-audit agent resume` ends it.',
      org_paused:
        'Paused on the server, by you under My data or by the organisation: nothing is recorded until that is ended there.',
      outside_hours: 'Outside working hours: nothing is recorded.',
      disk_full: `The disk is full: nothing is recorded until there is room again. ${why}`.trimEnd(),
      lost: `The journal could not be written: ${why}`,
      recording: 'Recording again.',
    })[reason ?? 'recording'],
  setAside: ({ file, fault, rows, whole }) => {
    const found = {
      empty: 'The journal was empty.',
      foreign: 'Something else lay in the place of the journal.',
      damaged: 'The journal was damaged.',
    }
    const kept = whole ? 'all that were in it' : 'what could be read; the rest is shown as lost'
    return `${found[fault]} That file is kept: ${file}. A new journal has ${rows} of its rows: ${kept}.`
  },
  paused: (until) =>
    until === null
      ? 'Paused: nothing is recorded until `usage-audit agent resume`.'
      : `Paused: nothing is recorded until ${until}. \`usage-audit agent resume\` ends it earlier.`,
  resumed: (running) => (running ? 'Recording again.' : 'No longer paused.'),
  notPaused: 'It was not paused.',
  noAgent: 'No agent is running now; one that is started keeps to it.',
  withinOneSample: (duration) => `The agent follows at its next sample, within ${duration}.`,
  state: {
    notRecording: (pid) => `running, process ${pid}, but not recording`,
    missing: 'Not to be had',
    reasons: { disk_full: 'disk full', capped: 'dropped at the cap', lost: 'lost', conflict: 'recorded twice' },
    diskFull: 'the disk is full: nothing is recorded until there is room',
    setAside: 'Set aside',
  },
}

const ptBr: RecordingWords = {
  standstill: ({ reason, why }) =>
    ({
      paused: 'Em pausa: nada é registrado. `usage-audit agent resume` a encerra.',
      org_paused:
        'Em pausa no servidor, por você em Meus dados ou pela organização: nada é registrado até que a pausa seja encerrada lá.',
      outside_hours: 'Fora do horário de trabalho: nada é registrado.',
      disk_full: `O disco está cheio: nada é registrado até haver espaço de novo. ${why}`.trimEnd(),
      lost: `Não foi possível gravar o diário: ${why}`,
      recording: 'Registrando de novo.',
    })[reason ?? 'recording'],
  setAside: ({ file, fault, rows, whole }) => {
    const found = {
      empty: 'O diário estava vazio.',
      foreign: 'Havia outra coisa no lugar do diário.',
      damaged: 'O diário estava danificado.',
    }
    const kept = whole ? 'todas as que havia' : 'o que pôde ser lido; o resto aparece como perdido'
    return `${found[fault]} O arquivo foi mantido: ${file}. Um novo diário tem ${rows} de suas linhas: ${kept}.`
  },
  paused: (until) =>
    until === null
      ? 'Em pausa: nada é registrado até `usage-audit agent resume`.'
      : `Em pausa: nada é registrado até ${until}. \`usage-audit agent resume\` a encerra antes.`,
  resumed: (running) => (running ? 'Registrando de novo.' : 'A pausa terminou.'),
  notPaused: 'Não havia pausa.',
  noAgent: 'Nenhum agente está em execução; o que for iniciado respeita isso.',
  withinOneSample: (duration) => `O agente segue na próxima amostra, em até ${duration}.`,
  state: {
    notRecording: (pid) => `em execução, processo ${pid}, mas sem registrar`,
    missing: 'Faltando',
    reasons: {
      disk_full: 'disco cheio',
      capped: 'descartado no limite',
      lost: 'perdido',
      conflict: 'registrado em dobro',
    },
    diskFull: 'o disco está cheio: nada é registrado até haver espaço',
    setAside: 'Posto de lado',
  },
}

const languages: Readonly<Record<Locale, RecordingWords>> = { en, 'pt-BR': ptBr }

export const recordingWordsOf = (locale: Locale): RecordingWords => languages[locale]
