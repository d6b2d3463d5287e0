import { catalogue } from './words.ts'

export const appsWords = catalogue({
  en: {
    title: 'Apps',
    filter: 'Find an app',
    none: 'No app was used in this period',
    noneFits: (text: string) => `No app is called “${text}”`,
    caption: (words: { total: string }) => `${words.total} in this period`,
    one: 'app',
    other: 'apps',
    category: 'Category',
    change: 'Against before',
    more: 'Show more',
    uncategorised: 'No category',
  },
  'pt-BR': {
    title: 'Apps',
    filter: 'Procurar um app',
    none: 'Nenhum app foi usado neste período',
    noneFits: (text: string) => `Nenhum app se chama “${text}”`,
    caption: (words: { total: string }) => `${words.total} neste período`,
    one: 'app',
    other: 'apps',
    category: 'Categoria',
    change: 'Ante o anterior',
    more: 'Mostrar mais',
    uncategorised: 'Sem categoria',
  },
})
