import type { Locale } from './language.ts'

/** What the pages say about signing in through a provider. */
export interface ProviderPageTexts {
  readonly signInWith: (provider: string) => string
  readonly joinWith: (provider: string) => string
  readonly or: string
  readonly link: string
  readonly unlink: string
  readonly linkTitle: (provider: string) => string
  readonly linkHint: (provider: string) => string
  readonly unlinkTitle: (provider: string) => string
  readonly unlinkHint: (provider: string) => string
  readonly current: string
  readonly goOnTitle: string
  readonly goOnHint: (provider: string) => string
  readonly goOn: (provider: string) => string
  readonly toAccount: string
  /** What went wrong, by its fault or the code of the error. */
  readonly problems: Readonly<Record<string, (provider: string) => string>>
}

const en: ProviderPageTexts = {
  signInWith: (provider) => `Sign in with ${provider}`,
  joinWith: (provider) => `Join with ${provider}`,
  or: 'or',
  link: 'Link',
  unlink: 'Unlink',
  linkTitle: (provider) => `Link ${provider}`,
  linkHint: (provider) => `From then on you can sign in with ${provider} too. Your password goes on working.`,
  unlinkTitle: (provider) => `Unlink ${provider}`,
  unlinkHint: (provider) => `${provider} will not sign you in any more, and every other browser is signed out.`,
  current: 'Your present password',
  goOnTitle: 'Almost done',
  goOnHint: (provider) => `Sign in at ${provider} now, as the person whom you want to link to your account.`,
  goOn: (provider) => `Go to ${provider}`,
  toAccount: 'To your account',
  problems: {
    away: (provider) => `${provider} does not answer at the moment. Try again, or sign in another way.`,
    declined: (provider) => `Nobody signed in at ${provider}.`,
    lost: () => 'This took too long, or began in another browser. Try again.',
    broken: (provider) => `What came back from ${provider} does not hold. Try again.`,
    unknown: (provider) =>
      `No account here belongs to this person of ${provider}. Sign in another way and link ${provider} on your account page, or follow the link of your invitation.`,
    taken: (provider) => `This person of ${provider} has another account here.`,
    conflict: () => 'You have an account here, or belong to this organisation. Sign in, then follow the link again.',
    forbidden: () => 'This is not your present password.',
    no_password: () => 'You have no password here yet. Choose one first, by “Forgot the password?” at the sign-in.',
  },
}

const ptBr: ProviderPageTexts = {
  signInWith: (provider) => `Entrar com ${provider}`,
  joinWith: (provider) => `Participar com ${provider}`,
  or: 'ou',
  link: 'Vincular',
  unlink: 'Desvincular',
  linkTitle: (provider) => `Vincular ${provider}`,
  linkHint: (provider) => `Daí em diante você também pode entrar com ${provider}. Sua senha continua valendo.`,
  unlinkTitle: (provider) => `Desvincular ${provider}`,
  unlinkHint: (provider) => `${provider} não dará mais acesso, e todos os outros navegadores serão desconectados.`,
  current: 'Sua senha atual',
  goOnTitle: 'Quase pronto',
  goOnHint: (provider) => `Agora entre em ${provider} como a pessoa que você quer vincular à sua conta.`,
  goOn: (provider) => `Ir para ${provider}`,
  toAccount: 'Ir para sua conta',
  problems: {
    away: (provider) => `${provider} não responde no momento. Tente de novo ou entre de outra forma.`,
    declined: (provider) => `Ninguém entrou em ${provider}.`,
    lost: () => 'Demorou demais ou começou em outro navegador. Tente de novo.',
    broken: (provider) => `A resposta de ${provider} não confere. Tente de novo.`,
    unknown: (provider) =>
      `Nenhuma conta daqui pertence a esta pessoa de ${provider}. Entre de outra forma e vincule ${provider} na página da sua conta, ou siga o link do seu convite.`,
    taken: (provider) => `Esta pessoa de ${provider} tem outra conta aqui.`,
    conflict: () => 'Você já tem uma conta aqui ou já participa desta organização. Entre e depois siga o link de novo.',
    forbidden: () => 'Esta não é sua senha atual.',
    no_password: () => 'Você ainda não tem senha aqui. Escolha uma primeiro, em “Esqueceu a senha?” na entrada.',
  },
}

const languages: Readonly<Record<Locale, ProviderPageTexts>> = { en, 'pt-BR': ptBr }

export const providerPageTextsOf = (locale: Locale): ProviderPageTexts => languages[locale]
