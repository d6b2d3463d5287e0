import type { Locale } from '../texts/language.ts'

const en = {
  work: 'Work',
  documents: 'Documents',
  spreadsheets: 'Spreadsheets',
  presentations: 'Presentations',
  notes: 'Notes',
  'data-analysis': 'Data and mathematics',
  business: 'Business and tax',
  communication: 'Communication',
  mail: 'Mail and calendar',
  chat: 'Chat',
  meetings: 'Meetings',
  web: 'Web browsing',
  development: 'Development',
  editors: 'Editors',
  terminals: 'Terminals',
  databases: 'Databases',
  'development-tools': 'Tools and languages',
  design: 'Design',
  images: 'Images and drawing',
  'video-audio': 'Video and audio work',
  'models-3d': '3D and engineering',
  leisure: 'Leisure',
  media: 'Films and music',
  games: 'Games',
  social: 'Social networks',
  utilities: 'Utilities',
  files: 'Files',
  security: 'Passwords and security',
  'remote-access': 'Remote access',
  system: 'System',
} as const

/** Of a category that is there from the start. */
export type StarterKey = keyof typeof en

/** A rule that is there from the start. */
export interface StarterRule {
  readonly category: StarterKey
  /** Patterns as a rule has them, `a|b`, also over several lines. */
  readonly app?: string
  readonly path?: string
  readonly title?: string
  readonly parent?: StarterKey
}

const ptBr: Readonly<Record<StarterKey, string>> = {
  work: 'Trabalho',
  documents: 'Documentos',
  spreadsheets: 'Planilhas',
  presentations: 'Apresentações',
  notes: 'Anotações',
  'data-analysis': 'Dados e matemática',
  business: 'Gestão e impostos',
  communication: 'Comunicação',
  mail: 'E-mail e agenda',
  chat: 'Conversas',
  meetings: 'Reuniões',
  web: 'Navegação na web',
  development: 'Desenvolvimento',
  editors: 'Editores',
  terminals: 'Terminais',
  databases: 'Bancos de dados',
  'development-tools': 'Ferramentas e linguagens',
  design: 'Criação',
  images: 'Imagens e desenho',
  'video-audio': 'Edição de vídeo e áudio',
  'models-3d': '3D e engenharia',
  leisure: 'Lazer',
  media: 'Filmes e música',
  games: 'Jogos',
  social: 'Redes sociais',
  utilities: 'Utilitários',
  files: 'Arquivos',
  security: 'Senhas e segurança',
  'remote-access': 'Acesso remoto',
  system: 'Sistema',
}

/** Names of the categories that are there from the start. */
export const starterNames: Readonly<Record<Locale, Readonly<Record<StarterKey, string>>>> = { en, 'pt-BR': ptBr }

export const isStarterKey = (key: string): key is StarterKey => Object.hasOwn(en, key)
