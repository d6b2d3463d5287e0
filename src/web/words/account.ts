import { catalogue } from './words.ts'

/** Of the account: the ways in, where one is signed in, programs, and its end. */
export const accountWords = catalogue({
  en: {
    title: 'Account',
    tabsLabel: 'Parts of the account',
    tabs: { ways: 'Ways in', 'sign-ins': 'Where you are signed in', programs: 'Programs', close: 'Close' },
    here: 'this browser',
    lastUsed: 'Last used',
    end: 'End',
  },
  'pt-BR': {
    title: 'Conta',
    tabsLabel: 'Partes da conta',
    tabs: { ways: 'Formas de entrar', 'sign-ins': 'Onde você está', programs: 'Programas', close: 'Encerrar' },
    here: 'este navegador',
    lastUsed: 'Último uso',
    end: 'Encerrar',
  },
})
