import type { Locale } from '../core/texts/language.ts'

/** What is said of the extension of GNOME Shell. */
export interface ExtensionWords {
  installed(folder: string): string
  /** It runs already. */
  readonly running: string
  /** A shell finds new extensions when it starts. */
  readonly logOut: string
  /** It is in place, and could not be switched on. */
  readonly switchOn: string
  readonly howToRemove: string
  removed(folder: string): string
  readonly notInstalled: string
}

const en: ExtensionWords = {
  installed: (folder) => `The extension is in ${folder}`,
  running: 'It is running: the agent is told which window is in front.',
  logOut: 'Log out and in again: GNOME finds it then.',
  switchOn: 'It could not be switched on from here: log out and in again, then switch it on in the app Extensions.',
  howToRemove: 'To take it away: usage-audit agent extension uninstall',
  removed: (folder) => `The extension is switched off and ${folder} is removed.`,
  notInstalled: 'The extension is not installed.',
}

const ptBr: ExtensionWords = {
  installed: (folder) => `A extensão está em ${folder}`,
  running: 'Ela está em execução: o agente é informado de qual janela está na frente.',
  logOut: 'Saia da sessão e entre de novo: só então o GNOME a encontra.',
  switchOn: 'Não foi possível ativá-la daqui: saia da sessão, entre de novo e ative-a no aplicativo Extensões.',
  howToRemove: 'Para retirá-la: usage-audit agent extension uninstall',
  removed: (folder) => `A extensão foi desativada e ${folder} foi removida.`,
  notInstalled: 'A extensão não está instalada.',
}

const languages: Readonly<Record<Locale, ExtensionWords>> = { en, 'pt-BR': ptBr }

export const extensionWordsOf = (locale: Locale): ExtensionWords => languages[locale]
