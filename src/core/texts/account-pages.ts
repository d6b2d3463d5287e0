import type { Locale } from './language.ts'

/** What the pages say that let people in, in one language. */
export interface PageTexts {
  readonly signIn: string
  readonly signOut: string
  readonly email: string
  readonly password: string
  readonly newPassword: string
  readonly passwordHint: string
  readonly name: string
  readonly forgot: string
  readonly code: string
  readonly codeTitle: string
  readonly codeHint: string
  readonly go: string
  readonly setUpTitle: string
  readonly setUpHint: string
  readonly setUpGo: string
  readonly resetTitle: string
  readonly resetHint: string
  readonly resetGo: string
  /** The same whether there was an account or not. */
  readonly resetAsked: string
  readonly resetDone: string
  readonly choose: string
  readonly verifyTitle: string
  readonly verifyHint: (address: string) => string
  readonly verifyNotMine: string
  readonly verifyTakes: (name: string) => string
  readonly verifyGo: string
  readonly verifyDone: string
  readonly invitationHint: (organisation: string) => string
  readonly invitationKnown: string
  readonly claimedBy: string
  readonly claimedByYou: string
  readonly claimedByOther: string
  readonly joinAsOther: string
  readonly join: string
  readonly toSignIn: string
  readonly deadTitle: string
  readonly deadHint: string
  readonly nowhereTitle: string
  readonly nowhereHint: string
  readonly localHint: string
  readonly account: string
  /** What went wrong, by the code of the error; `password_weak` by its fault. */
  readonly problems: Readonly<Record<string, string>>
  readonly problem: string
}

const en: PageTexts = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  email: 'E-mail address',
  password: 'Password',
  newPassword: 'New password',
  passwordHint: 'At least 12 characters. Four words that have nothing to do with each other are easy to keep.',
  name: 'Name',
  forgot: 'Forgot the password?',
  code: 'Code',
  codeTitle: 'One more step',
  codeHint: 'The six digits that your app shows, or one of your recovery codes.',
  go: 'Continue',
  setUpTitle: 'This server is yours',
  setUpHint:
    'Choose how you sign in from now on; this page works once. Then come a computer, a test mail and your first report: some minutes in all.',
  setUpGo: 'Finish',
  resetTitle: 'A new password',
  resetHint: 'You get a mail with a link, if somebody signs in by this address.',
  resetGo: 'Send the mail',
  resetAsked: 'If somebody signs in by this address, a mail is on its way. Its link works for an hour.',
  resetDone: 'The new password holds, and every browser was signed out.',
  choose: 'Choose a new password',
  verifyTitle: 'Is this your address?',
  verifyHint: (address) => `Somebody on this server says that \`${address}\` is theirs.`,
  verifyNotMine: 'If it is not yours, or you asked for nothing, close this page: nothing happens then.',
  verifyTakes: (name) =>
    `It will open the account of “${name}”. Another account here signs in by it now, and will not any more: go on only if the first is yours.`,
  verifyGo: 'Yes, it is mine',
  verifyDone: 'Thank you. The address is known to be yours.',
  invitationHint: (organisation) => `You are invited to join “${organisation}”.`,
  invitationKnown: 'Somebody signs in by this address already. Sign in, then follow the link again.',
  claimedBy: 'Somebody here signs in by your address and has not shown that it is theirs.',
  claimedByYou: 'If that is you, sign in first, then follow the link again: you keep what you have.',
  claimedByOther: 'If it is not, join here. The address is yours then, and nobody else signs in by it any more.',
  joinAsOther: 'That is not me: join',
  join: 'Join',
  toSignIn: 'To the sign-in',
  deadTitle: 'This link does not work any more',
  deadHint: 'It was used, or it is too old. Ask for a new one.',
  nowhereTitle: 'There is nothing at this address',
  nowhereHint: 'Look for a typing error in it, or sign in and go on from there.',
  account: 'Your account',
  localHint: 'On the computer that runs the server, `usage-audit up` shows a link that signs you in.',
  problems: {
    unauthenticated: 'That does not fit. Try again, or ask for a new password.',
    too_many_requests: 'Too many wrong tries from here. Wait a moment, then try again.',
    too_busy: 'Too much is going on. Try again in a moment.',
    email_invalid: 'This is not one e-mail address.',
    conflict: 'Somebody signs in by this address already.',
    invalid: 'Something is missing here.',
    short: 'The password is too short: it needs at least 12 characters.',
    long: 'The password is too long: 200 characters are the most.',
    common: 'This password is on lists that are tried first. Take another.',
    monotonous: 'This password is a row of the same or of neighbouring characters. Take another.',
    personal: 'This password is little more than your name or address. Take another.',
  },
  problem: 'That did not work. Try again.',
}

const ptBr: PageTexts = {
  signIn: 'Entrar',
  signOut: 'Sair',
  email: 'Endereço de e-mail',
  password: 'Senha',
  newPassword: 'Nova senha',
  passwordHint: 'Pelo menos 12 caracteres. Quatro palavras sem relação entre si são fáceis de guardar.',
  name: 'Nome',
  forgot: 'Esqueceu a senha?',
  code: 'Código',
  codeTitle: 'Mais um passo',
  codeHint: 'Os seis dígitos que seu aplicativo mostra, ou um de seus códigos de recuperação.',
  go: 'Continuar',
  setUpTitle: 'Este servidor é seu',
  setUpHint:
    'Escolha como você entra daqui em diante; esta página funciona uma vez. Depois vêm um computador, um e-mail de teste e seu primeiro relatório: alguns minutos ao todo.',
  setUpGo: 'Concluir',
  resetTitle: 'Uma nova senha',
  resetHint: 'Você recebe um e-mail com um link, se alguém entra com este endereço.',
  resetGo: 'Enviar o e-mail',
  resetAsked: 'Se alguém entra com este endereço, um e-mail está a caminho. O link funciona por uma hora.',
  resetDone: 'A nova senha já vale, e todos os navegadores foram desconectados.',
  choose: 'Escolher uma nova senha',
  verifyTitle: 'Este endereço é seu?',
  verifyHint: (address) => `Alguém neste servidor diz que \`${address}\` é seu.`,
  verifyNotMine: 'Se não é o seu, ou você não pediu nada, feche esta página: nada acontece.',
  verifyTakes: (name) =>
    `Ele vai abrir a conta de “${name}”. Outra conta daqui entra com ele agora e deixará de entrar: continue só se a primeira for sua.`,
  verifyGo: 'Sim, é meu',
  verifyDone: 'Obrigado. Agora se sabe que o endereço é seu.',
  invitationHint: (organisation) => `Você foi convidado para “${organisation}”.`,
  invitationKnown: 'Alguém já entra com este endereço. Entre e depois siga o link de novo.',
  claimedBy: 'Alguém entra aqui com o seu endereço e ainda não mostrou que ele lhe pertence.',
  claimedByYou: 'Se for você, entre primeiro e depois siga o link de novo: tudo o que é seu continua com você.',
  claimedByOther: 'Se não for, participe por aqui. O endereço passa a ser seu, e ninguém mais entra com ele.',
  joinAsOther: 'Não sou eu: participar',
  join: 'Participar',
  toSignIn: 'Ir para a entrada',
  deadTitle: 'Este link não funciona mais',
  deadHint: 'Ele já foi usado ou é antigo demais. Peça um novo.',
  nowhereTitle: 'Não há nada neste endereço',
  nowhereHint: 'Veja se há um erro de digitação nele, ou entre e siga de lá.',
  account: 'Sua conta',
  localHint: 'No computador que roda o servidor, `usage-audit up` mostra um link para entrar.',
  problems: {
    unauthenticated: 'Os dados não conferem. Tente de novo ou peça uma nova senha.',
    too_many_requests: 'Tentativas erradas demais vindas daqui. Espere um pouco e tente de novo.',
    too_busy: 'Há muita coisa acontecendo. Tente de novo em um momento.',
    email_invalid: 'Isto não é um endereço de e-mail.',
    conflict: 'Alguém já entra com este endereço.',
    invalid: 'Falta algo aqui.',
    short: 'A senha é curta demais: são pelo menos 12 caracteres.',
    long: 'A senha é longa demais: são no máximo 200 caracteres.',
    common: 'Esta senha está em listas que são tentadas primeiro. Escolha outra.',
    monotonous: 'Esta senha é uma sequência de caracteres iguais ou vizinhos. Escolha outra.',
    personal: 'Esta senha é pouco mais que seu nome ou endereço. Escolha outra.',
  },
  problem: 'Não deu certo. Tente de novo.',
}

const languages: Readonly<Record<Locale, PageTexts>> = { en, 'pt-BR': ptBr }

export const pageTextsOf = (locale: Locale): PageTexts => languages[locale]
