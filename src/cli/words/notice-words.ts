import type { Locale } from '../../core/texts/language.ts'
import type { DataKind } from '../data-kinds.ts'

/** What is told of recording before it begins. */
export interface NoticeWords {
  /** What is recorded under the present settings, and what never is: lines of at most 80 columns. */
  text(what: Readonly<Record<Exclude<DataKind, 'programs'> | 'hours', boolean>>): string
  readonly kinds: Readonly<Record<DataKind, string>>
  /** Switched on, and not recorded, for nobody was told. */
  untold(kinds: string): string
  /** Before that sentence, in `agent status`. */
  readonly label: string
  /** After the notice was shown by itself. */
  readonly kept: string
}

const lines = (...given: readonly (string | false)[]) => given.filter(Boolean).join('\n')

const en: NoticeWords = {
  text: ({ accounts, presence, installed, titles, hours }) =>
    lines(
      'Recording which programs run, how often they start, their CPU time and memory;',
      accounts && 'of every account of this computer;',
      presence &&
        'where the desktop tells, also which of them is in front, whether it keeps the\nscreen on, when keyboard or pointer were last used, and when the session was\nlocked or the computer asleep;',
      installed && 'once a day which programs are installed, and in which version;',
      titles && 'titles of the windows in front, without the secrets that are found in them;',
      hours && 'nothing of it outside the working hours that are set;',
      'and when nothing was recorded, and why.',
      titles
        ? 'Never recorded: screen, which keys, clipboard, camera, microphone,\ncommand lines, of web addresses more than the host.'
        : 'Never recorded: screen, which keys, clipboard, camera, microphone,\nwindow titles, web addresses, command lines.',
    ),
  kinds: {
    programs: 'programs',
    accounts: 'other accounts',
    presence: 'what is in front',
    installed: 'installed programs',
    titles: 'window titles',
  },
  untold: (kinds) => `${kinds}: on, but not until \`usage-audit agent notice\` has shown it`,
  label: 'Held back',
  kept: 'An agent that runs already takes this up when it is started again.',
}

const ptBr: NoticeWords = {
  text: ({ accounts, presence, installed, titles, hours }) =>
    lines(
      'Registra quais programas rodam, quantas vezes são abertos, seu tempo de CPU\ne sua memória;',
      accounts && 'de todas as contas deste computador;',
      presence &&
        'onde a área de trabalho informa, também qual deles está na frente, se mantém a\ntela ligada, quando teclado ou ponteiro foram usados por último, e quando a tela\nficou bloqueada ou o computador suspenso;',
      installed && 'uma vez por dia, quais programas estão instalados e em que versão;',
      titles && 'títulos das janelas na frente, sem os segredos que forem encontrados neles;',
      hours && 'nada disso fora do horário de trabalho definido;',
      'e quando nada foi registrado, e por quê.',
      titles
        ? 'Nunca registra: tela, quais teclas, área de transferência, câmera, microfone,\nlinhas de comando, de endereços da web mais que o host.'
        : 'Nunca registra: tela, quais teclas, área de transferência, câmera, microfone,\ntítulos de janelas, endereços da web, linhas de comando.',
    ),
  kinds: {
    programs: 'programas',
    accounts: 'outras contas',
    presence: 'o que está na frente',
    installed: 'programas instalados',
    titles: 'títulos de janelas',
  },
  untold: (kinds) => `${kinds}: ligado, mas só depois que \`usage-audit agent notice\` o mostrar`,
  label: 'Retido',
  kept: 'Um agente que já está em execução passa a segui-lo quando for iniciado de novo.',
}

const languages: Readonly<Record<Locale, NoticeWords>> = { en, 'pt-BR': ptBr }

export const noticeWordsOf = (locale: Locale): NoticeWords => languages[locale]
