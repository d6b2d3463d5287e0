import type { Locale } from './language.ts'

/** What the pages say on which somebody lets a computer in. */
export interface DevicePageTexts {
  readonly title: string
  readonly code: string
  readonly codeHint: string
  readonly go: string
  readonly question: (hostName: string) => string
  readonly labels: Readonly<Record<'hostName' | 'account' | 'platform' | 'address', string>>
  readonly warning: string
  readonly name: string
  readonly organisation: string
  readonly letIn: string
  readonly sendAway: string
  readonly isIn: (name: string) => string
  readonly isAway: string
  readonly problems: Readonly<Record<string, string>>
  readonly problem: string
}

const en: DevicePageTexts = {
  title: 'Let a computer in',
  code: 'Code',
  codeHint: 'The eight letters that `usage-audit agent enroll` shows on that computer.',
  go: 'Continue',
  question: (hostName) => `Is “${hostName}” yours?`,
  labels: { hostName: 'Computer', account: 'Account', platform: 'System', address: 'Asks from' },
  warning:
    'Let it in only if you started `usage-audit agent enroll` there yourself, a moment ago. If somebody sent you this code or this address, send the computer away: what it records would appear as yours.',
  name: 'What you will call it',
  organisation: 'In which organisation',
  letIn: 'Yes, let it in',
  sendAway: 'No, send it away',
  isIn: (name) => `“${name}” is one of your devices now. It goes on by itself; you can close this page.`,
  isAway: 'The computer was sent away.',
  problems: {
    not_found:
      'No computer waits with this code. Codes work for 15 minutes, once; start `usage-audit agent enroll` there again.',
    forbidden: 'This computer waits by a fleet token. An admin of the organisation lets it in.',
    too_many_requests: 'Too many codes from you. Wait a moment, then try again.',
  },
  problem: 'That did not work. Try again.',
}

const ptBr: DevicePageTexts = {
  title: 'Deixar um computador entrar',
  code: 'Código',
  codeHint: 'As oito letras que `usage-audit agent enroll` mostra naquele computador.',
  go: 'Continuar',
  question: (hostName) => `“${hostName}” é seu?`,
  labels: { hostName: 'Computador', account: 'Conta', platform: 'Sistema', address: 'Pede a partir de' },
  warning:
    'Só deixe entrar se foi você quem iniciou `usage-audit agent enroll` lá, agora há pouco. Se alguém lhe mandou este código ou este endereço, recuse: o que ele registrar apareceria como seu.',
  name: 'Como você vai chamá-lo',
  organisation: 'Em qual organização',
  letIn: 'Sim, deixar entrar',
  sendAway: 'Não, recusar',
  isIn: (name) => `“${name}” agora é um de seus dispositivos. Ele continua sozinho; você pode fechar esta página.`,
  isAway: 'O computador foi recusado.',
  problems: {
    not_found:
      'Nenhum computador espera com este código. Os códigos valem 15 minutos, uma vez; inicie `usage-audit agent enroll` lá de novo.',
    forbidden: 'Este computador espera por um token de frota. Um administrador da organização o deixa entrar.',
    too_many_requests: 'Códigos demais vindos de você. Espere um pouco e tente de novo.',
  },
  problem: 'Não deu certo. Tente de novo.',
}

const languages: Readonly<Record<Locale, DevicePageTexts>> = { en, 'pt-BR': ptBr }

export const devicePageTextsOf = (locale: Locale): DevicePageTexts => languages[locale]
