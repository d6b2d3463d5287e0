import type { Role } from '../../core/access.ts'
import type { Locale } from '../../core/texts/language.ts'

/** What `serve` and `users` say of people and their ways in, in one language. */
export interface AccessWords {
  setUp(url: string): string
  onTheWeb(url: string): string
  readonly roles: Readonly<Record<Role, string>>
  /** The columns of `users list`. */
  readonly head: readonly string[]
  readonly password: string
  readonly codes: string
  readonly terminal: string
  invited(email: string, url: string): string
  reset(name: string, url: string): string
  /** Below a link, while the server was not told where people reach it. */
  readonly unreachable: string
  /** The same, of one that runs. */
  readonly onlyHere: string
  /** Of a made-up person. */
  signIn(name: string, url: string): string
  isNow(name: string, role: string): string
  removed(name: string): string
  signedOut(name: string, count: number): string
  dropped(name: string): string
}

const en: AccessWords = {
  setUp: (url) =>
    `Nobody can sign in here yet. Whoever owns this server follows this link, once, within 24 hours:\n${url}`,
  onTheWeb: (url) => `On the web:\n${url}`,
  roles: { member: 'member', manager: 'manager', admin: 'admin', owner: 'owner' },
  head: ['NAME', 'ADDRESS', 'ROLE', 'SIGNS IN BY', 'LAST SEEN'],
  password: 'password',
  codes: 'codes',
  terminal: 'a link of the terminal',
  invited: (email, url) => `Give this link to ${email}. It works once, within 7 days:\n${url}`,
  reset: (name, url) => `Give this link to ${name}. It works once:\n${url}`,
  unreachable:
    'It begins with server.host and server.port as they are set here, where a server that was started with others is not: set server.public_url to where people reach it.',
  onlyHere:
    'It begins with where the server listens on this computer: set server.public_url to where people elsewhere reach it.',
  signIn: (name, url) => `This link signs you in as ${name}, once, within 10 minutes:\n${url}`,
  isNow: (name, role) => `${name} is ${role} now.`,
  removed: (name) => `${name} does not belong to the organisation any more.`,
  signedOut: (name, count) => `${name}: ${count} ${count === 1 ? 'browser' : 'browsers'} signed out.`,
  dropped: (name) => `${name} signs in without a code from now on.`,
}

const ptBr: AccessWords = {
  setUp: (url) =>
    `Ninguém consegue entrar aqui ainda. Quem é dono deste servidor segue este link, uma vez, em até 24 horas:\n${url}`,
  onTheWeb: (url) => `Na web:\n${url}`,
  roles: { member: 'membro', manager: 'gestor', admin: 'administrador', owner: 'dono' },
  head: ['NOME', 'ENDEREÇO', 'PAPEL', 'ENTRA COM', 'VISTO POR ÚLTIMO'],
  password: 'senha',
  codes: 'códigos',
  terminal: 'um link do terminal',
  invited: (email, url) => `Dê este link a ${email}. Ele funciona uma vez, em até 7 dias:\n${url}`,
  reset: (name, url) => `Dê este link a ${name}. Ele funciona uma vez:\n${url}`,
  unreachable:
    'Ele começa com server.host e server.port como estão definidos aqui, o que não vale para um servidor iniciado com outros: defina server.public_url com o endereço pelo qual as pessoas o alcançam.',
  onlyHere:
    'Ele começa com o endereço em que o servidor escuta neste computador: defina server.public_url com o endereço pelo qual as pessoas o alcançam de fora.',
  signIn: (name, url) => `Com este link você entra como ${name}, uma vez, em até 10 minutos:\n${url}`,
  isNow: (name, role) => `O papel de ${name} agora é ${role}.`,
  removed: (name) => `${name} não faz mais parte da organização.`,
  signedOut: (name, count) =>
    `${name}: ${count} ${count === 1 ? 'navegador desconectado' : 'navegadores desconectados'}.`,
  dropped: (name) => `${name} entra sem código daqui em diante.`,
}

const languages: Readonly<Record<Locale, AccessWords>> = { en, 'pt-BR': ptBr }

export const accessWordsOf = (locale: Locale): AccessWords => languages[locale]
