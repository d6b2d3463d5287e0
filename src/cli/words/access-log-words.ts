import type { Locale } from '../../core/texts/language.ts'
import type { AccessFault } from '../../server/store/access-check.ts'
import type { AccessKind } from '../../server/store/access-log.ts'

/** What `usage-audit access-log` says. */
export interface AccessLogWords {
  readonly columns: readonly [at: string, who: string, whose: string, what: string, reason: string]
  readonly what: Readonly<Record<AccessKind, string>>
  local(account: string): string
  /** Whose name was erased. */
  readonly erased: string
  readonly empty: string
  readonly whole: string
  fault(fault: AccessFault): string
}

const en: AccessLogWords = {
  columns: ['AT', 'WHO', 'WHOSE', 'WHAT', 'REASON'],
  what: {
    report: 'report',
    day: 'a day',
    app: 'an app',
    export: 'export of everything',
    erase: 'erasure',
    devices: 'devices',
    settings: 'settings',
    seat: 'use of a licence',
    stored: 'what is stored',
    erasures: 'what was erased',
    rename: 'a device renamed',
    revoke: 'a device shut out',
    merge: 'two devices made one',
    split: 'a device split',
    licence: 'a licence changed',
  },
  local: (account) => `${account} (at the server)`,
  erased: '(erased)',
  empty: 'Nobody opened anybody else’s data.',
  whole: 'Nothing of the log was changed or taken away.',
  fault: ({ seq, fault }) =>
    ({
      changed: `Entry ${seq} is not as it was written.`,
      gone: `Entry ${seq} is gone.`,
      cut_off: `The log ended with entry ${seq}, and what came last is gone.`,
    })[fault],
}

const ptBr: AccessLogWords = {
  columns: ['QUANDO', 'QUEM', 'DE QUEM', 'O QUÊ', 'MOTIVO'],
  what: {
    report: 'relatório',
    day: 'um dia',
    app: 'um aplicativo',
    export: 'exportação de tudo',
    erase: 'exclusão',
    devices: 'dispositivos',
    settings: 'configurações',
    seat: 'uso de uma licença',
    stored: 'o que está guardado',
    erasures: 'o que foi apagado',
    rename: 'um dispositivo renomeado',
    revoke: 'um dispositivo bloqueado',
    merge: 'dois dispositivos unidos',
    split: 'um dispositivo dividido',
    licence: 'uma licença alterada',
  },
  local: (account) => `${account} (no servidor)`,
  erased: '(apagado)',
  empty: 'Ninguém abriu dados de outra pessoa.',
  whole: 'Nada do registro foi alterado nem retirado.',
  fault: ({ seq, fault }) =>
    ({
      changed: `A entrada ${seq} não está como foi escrita.`,
      gone: `A entrada ${seq} sumiu.`,
      cut_off: `O registro terminava na entrada ${seq}, e o que veio por último sumiu.`,
    })[fault],
}

export const accessLogWordsOf = (locale: Locale): AccessLogWords => (locale === 'pt-BR' ? ptBr : en)
