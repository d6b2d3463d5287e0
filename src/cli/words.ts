import type { Locale } from '../core/texts/language.ts'
import { type RecordingWords, recordingWordsOf } from './recording-words.ts'
import { doctorEn } from './words/doctor-en.ts'
import { doctorPtBr } from './words/doctor-pt-br.ts'
import type { DoctorWords } from './words/doctor-words.ts'
import { type NoticeWords, noticeWordsOf } from './words/notice-words.ts'
import { type PreviewWords, previewWordsOf } from './words/preview-words.ts'

/** What the commands say to the person at the terminal, in one language. Errors and help are in English. */
export interface Words {
  readonly recording: RecordingWords
  readonly notice: NoticeWords
  readonly preview: PreviewWords
  readonly pin: (pin: string) => string
  readonly onTheWeb: (url: string) => string
  readonly stopHint: string
  readonly stopping: string
  live(words: { apps: string; rows: string; day: string; problem: string | undefined }): string
  readonly noDayYet: string
  recordingFor(duration: string): string
  mailWritten(path: string): string
  mailSent(address: string): string
  mailFailed(why: string): string
  readonly notEnrolled: string
  uploadsAgain(rows: number): string
  today(words: { day: string; recorded: string; coverage: string; active: string | undefined }): string
  readonly nothingToday: string
  top(words: { from: string; to: string; recorded: string; coverage: string }): string
  readonly nothingThen: string
  /** How far back the journal sees. */
  seesBackTo(instant: string): string
  readonly columns: Readonly<
    Record<'app' | 'active' | 'watching' | 'foreground' | 'cpu' | 'running' | 'days' | 'launches' | 'memory', string>
  >
  readonly unattributed: string
  leftOut(count: string): string
  readonly status: {
    readonly agent: string
    readonly running: (pid: number) => string
    readonly notRunning: string
    readonly server: string
    readonly none: string
    readonly lastSample: string
    readonly today: string
    readonly waiting: string
    readonly rows: (count: string) => string
    readonly refused: string
    readonly uploaded: string
    readonly never: string
    readonly problem: string
    readonly self: string
    readonly journal: string
  }
  readonly service: {
    /** @param look what to type to see how it goes */
    installed(file: string, look: string): string
    uninstalled(file: string): string
    readonly notInstalled: string
    /** Settings that only this terminal has. */
    unseen(variables: string): string
  }
  readonly doctor: DoctorWords
}

const en: Words = {
  recording: recordingWordsOf('en'),
  notice: noticeWordsOf('en'),
  preview: previewWordsOf('en'),
  pin: (pin) => `Devices enrol with: --pin ${pin}`,
  onTheWeb: (url) => `On the web, signed in once within ten minutes:\n${url}`,
  stopHint: 'Ctrl-C stops.',
  stopping: 'Stopping: writing what is left …',
  live: ({ apps, rows, day, problem }) =>
    `apps running: ${apps} · rows sent: ${rows} · days made up to: ${day}${problem ? ` · ${problem}` : ''}`,
  noDayYet: 'none yet',
  recordingFor: (duration) => `Recording for ${duration} …`,
  mailWritten: (path) => `The report as a mail, in the outbox: ${path}`,
  mailSent: (address) => `Sent to ${address}.`,
  mailFailed: (why) => `The mail could not be written: ${why}`,
  uploadsAgain: (rows) => `The server is there again; rows sent: ${rows}`,
  notEnrolled:
    'This agent is not enrolled: what it records stays on this computer.\n`usage-audit agent enroll` changes that.',
  today: ({ day, recorded, coverage, active }) =>
    `${day}: ${active ? `${active} active, ` : ''}${recorded} recorded, ${coverage} of the time due`,
  nothingToday: 'Nothing was recorded on this day.',
  top: ({ from, to, recorded, coverage }) => `${from} – ${to}: ${recorded} recorded, ${coverage} of the time due`,
  nothingThen: 'Nothing was recorded on these days.',
  seesBackTo: (instant) => `The journal of this computer sees back to ${instant}.`,
  columns: {
    app: 'APP',
    active: 'ACTIVE',
    watching: 'WATCHING',
    foreground: 'IN FRONT',
    cpu: 'CPU TIME',
    running: 'RUNNING',
    days: 'DAYS',
    launches: 'LAUNCHES',
    memory: 'MEMORY',
  },
  unattributed: 'Not attributed',
  leftOut: (count) => `Apps left out: ${count}; --limit shows more.`,
  status: {
    agent: 'Agent',
    running: (pid) => `recording, process ${pid}`,
    notRunning: 'not running; start it with `usage-audit agent`',
    server: 'Server',
    none: 'not enrolled: everything stays on this computer',
    lastSample: 'Last record',
    today: 'Today',
    waiting: 'Waiting to upload',
    rows: (count) => (count === '1' ? '1 row' : `${count} rows`),
    refused: 'Refused by the server',
    uploaded: 'Last upload',
    never: 'never',
    problem: 'Problem',
    self: 'Own cost today',
    journal: 'Journal',
  },
  service: {
    installed: (file, look) =>
      `Recording now, and after each log-in. The service: ${file}\nTo look after it: ${look}\nTo end it: usage-audit agent uninstall`,
    uninstalled: (file) => `The service is stopped and ${file} is removed. What was recorded stays.`,
    notInstalled: 'No service is installed.',
    unseen: (variables) =>
      `Set in this terminal only, the service will not see it: ${variables}. Use config.toml instead.`,
  },
  doctor: doctorEn,
}

const ptBr: Words = {
  recording: recordingWordsOf('pt-BR'),
  notice: noticeWordsOf('pt-BR'),
  preview: previewWordsOf('pt-BR'),
  pin: (pin) => `Os dispositivos se inscrevem com: --pin ${pin}`,
  onTheWeb: (url) => `Na web, com entrada uma única vez em até dez minutos:\n${url}`,
  stopHint: 'Ctrl-C encerra.',
  stopping: 'Encerrando: gravando o que falta …',
  live: ({ apps, rows, day, problem }) =>
    `apps em execução: ${apps} · linhas enviadas: ${rows} · dias feitos até: ${day}${problem ? ` · ${problem}` : ''}`,
  noDayYet: 'nenhum ainda',
  recordingFor: (duration) => `Registrando por ${duration} …`,
  mailWritten: (path) => `O relatório como e-mail, na caixa de saída: ${path}`,
  mailSent: (address) => `Enviado para ${address}.`,
  mailFailed: (why) => `Não foi possível gravar o e-mail: ${why}`,
  uploadsAgain: (rows) => `O servidor voltou; linhas enviadas: ${rows}`,
  notEnrolled:
    'Este agente não está inscrito: o que ele registra fica neste computador.\n`usage-audit agent enroll` muda isso.',
  today: ({ day, recorded, coverage, active }) =>
    `${day}: ${active ? `${active} de uso ativo, ` : ''}${recorded} registrados, ${coverage} do tempo previsto`,
  nothingToday: 'Nada foi registrado neste dia.',
  top: ({ from, to, recorded, coverage }) => `${from} – ${to}: ${recorded} registrados, ${coverage} do tempo previsto`,
  nothingThen: 'Nada foi registrado nestes dias.',
  seesBackTo: (instant) => `O diário deste computador alcança até ${instant}.`,
  columns: {
    app: 'APP',
    active: 'ATIVO',
    watching: 'ASSISTINDO',
    foreground: 'NA FRENTE',
    cpu: 'CPU',
    running: 'EXECUÇÃO',
    days: 'DIAS',
    launches: 'ABERTURAS',
    memory: 'MEMÓRIA',
  },
  unattributed: 'Não atribuído',
  leftOut: (count) => `Apps omitidos: ${count}; --limit mostra mais.`,
  status: {
    agent: 'Agente',
    running: (pid) => `registrando, processo ${pid}`,
    notRunning: 'parado; inicie com `usage-audit agent`',
    server: 'Servidor',
    none: 'não inscrito: tudo fica neste computador',
    lastSample: 'Último registro',
    today: 'Hoje',
    waiting: 'À espera de envio',
    rows: (count) => (count === '1' ? '1 linha' : `${count} linhas`),
    refused: 'Recusado pelo servidor',
    uploaded: 'Último envio',
    never: 'nunca',
    problem: 'Problema',
    self: 'Custo próprio hoje',
    journal: 'Diário',
  },
  service: {
    installed: (file, look) =>
      `Registrando agora e a cada entrada na sessão. O serviço: ${file}\nPara acompanhá-lo: ${look}\nPara encerrá-lo: usage-audit agent uninstall`,
    uninstalled: (file) => `O serviço parou e ${file} foi removido. O que foi registrado fica.`,
    notInstalled: 'Nenhum serviço está instalado.',
    unseen: (variables) => `Definido só neste terminal, o serviço não o verá: ${variables}. Use config.toml.`,
  },
  doctor: doctorPtBr,
}

const languages: Readonly<Record<Locale, Words>> = { en, 'pt-BR': ptBr }

export const wordsOf = (locale: Locale): Words => languages[locale]
