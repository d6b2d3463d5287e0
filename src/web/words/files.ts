import { catalogue } from './words.ts'

/** Where a file could not be fetched. */
export const fileWords = catalogue({
  en: {
    title: 'The file was not fetched',
    signedOut: 'Your sign-in has ended. Sign in again, and you are back on this screen.',
    signIn: 'Sign in',
    reason: 'It is about somebody else, who reads who opened it and why. Open it here first, and say why.',
    again: 'Try again',
  },
  'pt-BR': {
    title: 'O arquivo não foi baixado',
    signedOut: 'Sua sessão terminou. Entre de novo e você volta para esta tela.',
    signIn: 'Entrar',
    reason: 'É sobre outra pessoa, que lê quem abriu e por quê. Abra aqui primeiro e diga o motivo.',
    again: 'Tentar de novo',
  },
})
