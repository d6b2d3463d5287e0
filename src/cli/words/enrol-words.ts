import type { Locale } from '../../core/texts/language.ts'

/** What is said while a computer becomes a device, on both sides. */
export interface EnrolWords {
  goTo(address: string, code: string): string
  readonly ended: string
  enrolled(name: string, person: string, server: string): string
  /** Before somebody lets a computer in: only they know whether they started it. */
  waiting(computer: { hostName: string; account: string; platform: string; address: string }): string
  letIn(name: string, person: string): string
  sentAway(hostName: string): string
}

const en: EnrolWords = {
  goTo: (address, code) =>
    `Sign in at ${address} and type the code ${code}; or on the server's own computer run \`usage-audit devices approve ${code}\`.\n` +
    'Whoever does so sees this computer’s name and account. Waiting for up to 15 minutes, or open:',
  ended: 'ended before anybody let this computer in',
  enrolled: (name, person, server) =>
    `This computer is "${name}" of ${person} on ${server}. Start \`usage-audit agent\`.`,
  waiting: ({ hostName, account, platform, address }) =>
    `"${hostName}" (account ${account}, ${platform}) asks from ${address}. Let it in only if you started this there yourself.`,
  letIn: (name, person) => `"${name}" is a device of ${person} now; it goes on by itself.`,
  sentAway: (hostName) => `"${hostName}" was sent away.`,
}

const ptBr: EnrolWords = {
  goTo: (address, code) =>
    `Entre em ${address} e digite o código ${code}; ou, no computador do servidor, execute \`usage-audit devices approve ${code}\`.\n` +
    'Quem fizer isso verá o nome e a conta deste computador. Aguardando por até 15 minutos, ou abra:',
  ended: 'encerrado antes que alguém deixasse este computador entrar',
  enrolled: (name, person, server) =>
    `Este computador é "${name}" de ${person} em ${server}. Inicie \`usage-audit agent\`.`,
  waiting: ({ hostName, account, platform, address }) =>
    `"${hostName}" (conta ${account}, ${platform}) pede para entrar, a partir de ${address}. Só deixe entrar se foi você quem iniciou isso lá.`,
  letIn: (name, person) => `"${name}" agora é um dispositivo de ${person}; ele continua sozinho.`,
  sentAway: (hostName) => `"${hostName}" foi recusado.`,
}

export const enrolWordsOf = (locale: Locale): EnrolWords => (locale === 'pt-BR' ? ptBr : en)
