import type { Locale } from '../../core/texts/language.ts'

/** What `usage-audit tokens` says. */
export interface TokenWords {
  readonly columns: readonly [id: string, name: string, person: string, left: string, until: string, state: string]
  readonly states: Readonly<Record<'usable' | 'used_up' | 'expired' | 'revoked', string>>
  readonly approval: string
  readonly none: string
  added(name: string, uses: number, until: string, file: string): string
  revoked(name: string): string
  readonly clientColumns: readonly [id: string, name: string, role: string, scopes: string, used: string, state: string]
  readonly noClients: string
  clientAdded(name: string, file: string, path: string): string
  clientRevoked(name: string): string
}

const en: TokenWords = {
  columns: ['ID', 'NAME', 'PERSON', 'LEFT', 'UNTIL', 'STATE'],
  states: { usable: 'usable', used_up: 'used up', expired: 'expired', revoked: 'revoked' },
  approval: 'somebody lets each computer in',
  none: 'There are no fleet tokens. `usage-audit tokens add` makes one.',
  added: (name, uses, until, file) =>
    `"${name}" lets in ${uses === 1 ? 'one computer' : `${uses} computers`} until ${until}. Carry ${file} to them safely, run there\n` +
    `  usage-audit agent enroll --server https://THIS-SERVER --token-file ${file}\n` +
    'and delete the file everywhere.',
  revoked: (name) => `"${name}" lets nobody in any more.`,
  clientColumns: ['ID', 'NAME', 'ROLE', 'SCOPES', 'LAST USED', 'STATE'],
  noClients: 'No program calls the API. `usage-audit tokens clients add` adds one.',
  clientAdded: (name, file, path) =>
    `"${name}" may call the API. Its id and secret are in ${file}; with them it gets tokens for ten minutes from ${path}.`,
  clientRevoked: (name) => `"${name}" gets no token any more.`,
}

const ptBr: TokenWords = {
  columns: ['ID', 'NOME', 'PESSOA', 'RESTAM', 'ATÉ', 'ESTADO'],
  states: { usable: 'em uso', used_up: 'esgotado', expired: 'vencido', revoked: 'revogado' },
  approval: 'alguém aprova cada computador',
  none: 'Não há tokens de frota. `usage-audit tokens add` cria um.',
  added: (name, uses, until, file) =>
    `"${name}" deixa entrar ${uses === 1 ? 'um computador' : `${uses} computadores`} até ${until}. Leve ${file} até eles com segurança, execute lá\n` +
    `  usage-audit agent enroll --server https://ESTE-SERVIDOR --token-file ${file}\n` +
    'e apague o arquivo em todos os lugares.',
  revoked: (name) => `"${name}" não deixa mais ninguém entrar.`,
  clientColumns: ['ID', 'NOME', 'PAPEL', 'ESCOPOS', 'ÚLTIMO USO', 'ESTADO'],
  noClients: 'Nenhum programa chama a API. `usage-audit tokens clients add` adiciona um.',
  clientAdded: (name, file, path) =>
    `"${name}" pode chamar a API. O id e o segredo estão em ${file}; com eles o programa obtém tokens de dez minutos em ${path}.`,
  clientRevoked: (name) => `"${name}" não obtém mais tokens.`,
}

export const tokenWordsOf = (locale: Locale): TokenWords => (locale === 'pt-BR' ? ptBr : en)
