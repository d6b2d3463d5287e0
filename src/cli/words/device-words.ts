import type { DeviceState } from '../../core/devices.ts'
import type { HistoryFault } from '../../core/forks.ts'
import { formatCount } from '../../core/format.ts'
import type { Locale } from '../../core/texts/language.ts'
import type { MovePlan } from '../../server/store/device-moves.ts'

/** What `usage-audit devices` says. */
export interface DeviceWords {
  readonly columns: readonly [id: string, name: string, person: string, seen: string, coverage: string, note: string]
  readonly states: Readonly<Record<DeviceState, string>>
  readonly faults: Readonly<Record<HistoryFault, string>>
  clock(off: string, ahead: boolean): string
  readonly none: string
  added(device: { id: number; name: string; server: string | undefined; file: string }): string
  renamed(name: string): string
  revoked(name: string): string
  plan(plan: MovePlan): string
  readonly dryRun: string
  merged(from: string, into: string): string
  split(name: string, id: number, file: string): string
}

const rowsOf = ({ facts }: MovePlan) => Object.values(facts).reduce((sum, n) => sum + n, 0)

const en: DeviceWords = {
  columns: ['ID', 'NAME', 'PERSON', 'LAST UPLOAD', '30 DAYS', 'NOTE'],
  states: { reporting: '', silent: 'silent', never_seen: 'never seen', revoked: 'may not upload' },
  faults: {
    forked: 'two computers use the same copy: was a disk cloned or restored?',
    replaced: 'the agent began a new journal',
  },
  clock: (off, ahead) => `clock ${off} ${ahead ? 'ahead' : 'behind'}`,
  none: 'There are no devices. `usage-audit devices add` makes one, or `usage-audit agent enroll` on that computer.',
  added: ({ id, name, server = 'https://THIS-SERVER', file }) =>
    `Device ${id} "${name}" may upload. Carry ${file} to it safely, run there\n` +
    `  usage-audit agent enroll --server ${server} --token-file ${file}\n` +
    'and delete the file on both.',
  renamed: (name) => `The device is called "${name}" now.`,
  revoked: (name) => `"${name}" may not upload any more. What it told stays.`,
  plan: (plan) =>
    `${plan.streams} runs of the agent, ${formatCount(rowsOf(plan), 'en')} rows; ${plan.days} days are made again.`,
  dryRun: 'Nothing was changed. Add --yes to do it.',
  merged: (from, into) => `"${from}" is part of "${into}" now; its agent goes on as that device.`,
  split: (name, id, file) =>
    `"${name}" is device ${id} now. Carry ${file} to it safely, run \`usage-audit agent enroll --token-file ${file}\` there, and delete the file on both.`,
}

const ptBr: DeviceWords = {
  columns: ['ID', 'NOME', 'PESSOA', 'ÚLTIMO ENVIO', '30 DIAS', 'NOTA'],
  states: { reporting: '', silent: 'em silêncio', never_seen: 'nunca visto', revoked: 'não pode enviar' },
  faults: {
    forked: 'dois computadores usam a mesma cópia: um disco foi clonado ou restaurado?',
    replaced: 'o agente começou um novo diário',
  },
  clock: (off, ahead) => `relógio ${off} ${ahead ? 'adiantado' : 'atrasado'}`,
  none: 'Não há dispositivos. `usage-audit devices add` cria um, ou `usage-audit agent enroll` naquele computador.',
  added: ({ id, name, server = 'https://ESTE-SERVIDOR', file }) =>
    `O dispositivo ${id} "${name}" pode enviar. Leve ${file} até ele com segurança, execute lá\n` +
    `  usage-audit agent enroll --server ${server} --token-file ${file}\n` +
    'e apague o arquivo nos dois.',
  renamed: (name) => `O dispositivo agora se chama "${name}".`,
  revoked: (name) => `"${name}" não pode mais enviar. O que ele contou permanece.`,
  plan: (plan) =>
    `${plan.streams} execuções do agente, ${formatCount(rowsOf(plan), 'pt-BR')} linhas; ${plan.days} dias são refeitos.`,
  dryRun: 'Nada foi alterado. Acrescente --yes para fazer.',
  merged: (from, into) => `"${from}" agora faz parte de "${into}"; seu agente continua como esse dispositivo.`,
  split: (name, id, file) =>
    `"${name}" agora é o dispositivo ${id}. Leve ${file} até ele com segurança, execute lá \`usage-audit agent enroll --token-file ${file}\` e apague o arquivo nos dois.`,
}

export const deviceWordsOf = (locale: Locale): DeviceWords => (locale === 'pt-BR' ? ptBr : en)
