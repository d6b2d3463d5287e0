import type { Locale } from '../../core/texts/language.ts'

/** What `usage-audit erase` says. */
export interface EraseWords {
  /** Before anything is done. */
  wouldErase(words: { devices: string; until: string }): string
  /** In the place of devices. */
  readonly noDevice: string
  /** What goes with `--account`. */
  readonly wouldEraseAccount: string
  readonly erasedAccount: string
  readonly columns: readonly [what: string, rows: string]
  readonly reports: string
  readonly mails: string
  readonly dryRun: string
  readonly erased: string
  /** A mail is on its way, or a crash came: the server goes on by itself. */
  readonly unfinished: string
  tombstones(file: string): string
  pending(devices: string): string
  readonly backups: string
  readonly listColumns: readonly string[]
  /** Who ordered it when, and since when it is done on the server and by the agent. */
  state(order: { by: string; ordered: string; server: string; agent: string }): string
  readonly none: string
  readonly waiting: string
  readonly notYet: string
}

const en: EraseWords = {
  wouldErase: ({ devices, until }) => `Everything that was recorded before ${until} on: ${devices}`,
  noDevice: 'no device',
  wouldEraseAccount:
    'And the account: name, address, password, every way in, invitations, membership in every organisation, names of devices, and the words of the access log.',
  erasedAccount:
    'The account is gone: nobody can sign in with it, and what its devices still tell is refused. A number stays, which old entries refer to.',
  columns: ['TABLE', 'ROWS'],
  reports: 'frozen reports (all months that had begun)',
  mails: 'mails, with their files in the outbox',
  dryRun:
    'Nothing was erased yet. With --yes it is, here and by the agent of each device; nobody can bring it back, and rows that reach over that instant go whole.',
  erased: 'Erased on this server.',
  unfinished: 'Not all is gone yet: the server goes on with it by itself; `usage-audit erase list` shows it.',
  tombstones: (file) => `Noted outside the database too: ${file}`,
  pending: (devices) =>
    `Each agent erases its own journal at its next upload and confirms it. Still to confirm: ${devices}`,
  backups:
    'Backups that were made before still hold it: `db restore` carries the erasure out again before it opens one. How long backups are kept is for whoever makes them to decide: delete those that are older.',
  listColumns: ['ORDER', 'DEVICE', 'BEFORE', 'STATE'],
  state: ({ by, ordered, server, agent }) => `ordered by ${by}: ${ordered}; server: ${server}; agent: ${agent}`,
  none: 'Nothing was ever ordered to be erased.',
  waiting: 'at work',
  notYet: 'not confirmed',
}

const ptBr: EraseWords = {
  wouldErase: ({ devices, until }) => `Tudo o que foi registrado antes de ${until} em: ${devices}`,
  noDevice: 'nenhum dispositivo',
  wouldEraseAccount:
    'E a conta: nome, endereço, senha, todas as formas de entrar, convites, participação em todas as organizações, nomes dos dispositivos e as palavras do registro de acessos.',
  erasedAccount:
    'A conta não existe mais: ninguém entra com ela, e o que seus dispositivos ainda enviam é recusado. Fica um número, ao qual entradas antigas se referem.',
  columns: ['TABELA', 'LINHAS'],
  reports: 'relatórios fechados (todos os meses que haviam começado)',
  mails: 'e-mails, com seus arquivos na caixa de saída',
  dryRun:
    'Nada foi apagado ainda. Com --yes será, aqui e pelo agente de cada dispositivo; ninguém pode trazer de volta, e linhas que passam desse instante vão inteiras.',
  erased: 'Apagado neste servidor.',
  unfinished: 'Ainda não foi tudo: o servidor continua sozinho; `usage-audit erase list` mostra.',
  tombstones: (file) => `Anotado também fora do banco de dados: ${file}`,
  pending: (devices) => `Cada agente apaga o próprio diário no próximo envio e confirma. Falta confirmar: ${devices}`,
  backups:
    'Cópias de segurança feitas antes ainda o contêm: `db restore` apaga de novo antes de abrir uma delas. Por quanto tempo guardá-las decide quem as faz: exclua as mais antigas.',
  listColumns: ['ORDEM', 'DISPOSITIVO', 'ANTES DE', 'ESTADO'],
  state: ({ by, ordered, server, agent }) => `pedida por ${by}: ${ordered}; servidor: ${server}; agente: ${agent}`,
  none: 'Nunca se mandou apagar nada.',
  waiting: 'em andamento',
  notYet: 'sem confirmação',
}

const languages: Readonly<Record<Locale, EraseWords>> = { en, 'pt-BR': ptBr }

export const eraseWordsOf = (locale: Locale): EraseWords => languages[locale]
