import { AppError, type ErrorCode } from '../../core/errors.ts'
import type { Locale } from '../../core/texts/language.ts'
import { catalogue } from './words.ts'

/** What stands where a screen cannot be shown. */
export const problemWords = catalogue({
  en: {
    title: 'This cannot be shown',
    notFound: 'There is nothing at this address',
    notFoundHint: 'It may have been removed, or it belongs to another organisation.',
    again: 'Try again',
    toOverview: 'To the overview',
    signIn: 'Sign in',
    signedOut: 'You are signed out',
    signInAgain: 'Sign in again',
    inNewTab: 'in a new tab, then do this once more: what you have written here stays.',
    signedOutHint: 'The sign-in has ended. Sign in again, and you are back where you were.',
    stale: 'What is shown may have changed since.',
    bug: 'Something went wrong on this page. Reload it; if it happens again, the console of the browser says more.',
  },
  'pt-BR': {
    title: 'Não é possível mostrar isto',
    notFound: 'Não há nada neste endereço',
    notFoundHint: 'Pode ter sido removido ou pertence a outra organização.',
    again: 'Tentar de novo',
    toOverview: 'Para a visão geral',
    signIn: 'Entrar',
    signedOut: 'Sua sessão terminou',
    signInAgain: 'Entre de novo',
    inNewTab: 'em uma nova aba e repita isto: o que você escreveu aqui fica.',
    signedOutHint: 'Entre de novo e você volta para onde estava.',
    stale: 'O que aparece pode ter mudado desde então.',
    bug: 'Algo deu errado nesta página. Recarregue-a; se acontecer de novo, o console do navegador diz mais.',
  },
})

/** What the server says stands in English; in Portuguese each code has its words. */
const portuguese: Partial<Readonly<Record<ErrorCode, string>>> = {
  invalid: 'O valor não é válido. Corrija-o e tente de novo.',
  unknown_field: 'Há um campo a mais. Recarregue a página e tente de novo.',
  email_invalid: 'Este não é um endereço de e-mail válido.',
  password_weak: 'A senha é fraca: use pelo menos 12 caracteres que não estejam em listas conhecidas.',
  link_dead: 'O link já foi usado ou expirou. Peça um novo.',
  unauthenticated: 'A senha ou o código não confere, ou sua sessão terminou.',
  forbidden: 'Seu papel na organização não permite isto. Fale com quem a administra.',
  not_found: 'Não há nada neste endereço.',
  conflict: 'Não é possível como está agora: algo mudou ou já foi feito. Recarregue e veja.',
  too_many_requests: 'Muitas tentativas seguidas. Espere um pouco e tente de novo.',
  too_busy: 'O servidor está ocupado. Tente de novo em instantes.',
  too_large: 'É grande demais.',
  store_unavailable: 'O banco de dados não responde. Tente de novo em instantes.',
  store_full: 'O disco do servidor está cheio.',
  unavailable: 'O servidor não responde. Verifique a conexão e tente de novo.',
  tz_unknown: 'Este fuso horário não existe.',
}

/** Where what is shown could not be asked for anew: why, and that it may have changed. */
export const toStaleText = (locale: Locale, error: unknown): string =>
  [...(error instanceof AppError ? [toProblemText(locale, error)] : []), problemWords[locale].stale].join(' ')

interface Expected {
  readonly least?: number
  readonly most?: number
  readonly offered?: readonly string[]
}

/** What a field takes, by what is wrong with it. */
const expected: Readonly<Record<string, (of: Expected) => string>> = {
  missing: () => 'Falta preencher isto.',
  empty: () => 'Escreva algo aqui.',
  too_short: ({ least }) => `Pelo menos ${least} caracteres.`,
  too_long: ({ most }) => `No máximo ${most} caracteres.`,
  too_few: ({ least }) => `Pelo menos ${least}.`,
  too_many: ({ most }) => `No máximo ${most}.`,
  too_small: ({ least }) => `No mínimo ${least}.`,
  too_big: ({ most }) => `No máximo ${most}.`,
  not_whole: () => 'Um número inteiro.',
  not_number: () => 'Um número.',
  not_offered: ({ offered = [] }) => `Um destes: ${offered.slice(0, 12).join(', ')}.`,
  no_email: () => 'Este não é um endereço de e-mail válido.',
  no_zone: () => 'Este fuso horário não existe.',
  signed_out: () => 'Sua sessão terminou. Entre de novo.',
  category_name: () => 'De 1 a 60 caracteres, não só algarismos e sem “/”.',
  category_here: () => 'Já existe uma categoria com este nome neste lugar. Dê outro nome ou escolha outro lugar.',
}

const unnamed = 'Não foi possível concluir. Tente de novo; o log do servidor diz mais.'

/** A refusal in the reader's words, with the way out. */
export const toProblemText = (locale: Locale, { code, message, details }: AppError): string =>
  locale === 'en'
    ? capitalised(isSignedOut({ code, details }) ? 'you are signed out; sign in again' : message)
    : (expected[String(details?.fault)]?.(details as Expected) ?? portuguese[code] ?? unnamed)

/** Whether it was refused because nobody is signed in any more, which is mended by signing in and by nothing else. */
export const isSignedOut = ({ code, details }: Pick<AppError, 'code' | 'details'>): boolean =>
  code === 'unauthenticated' && details?.fault === 'signed_out'

/** The server's sentences begin small, as a terminal has them. */
const capitalised = (message: string) => {
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}
