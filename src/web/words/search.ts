import { catalogue } from './words.ts'

export const searchWords = catalogue({
  en: {
    title: 'Search',
    label: 'Find an app, a day, a category, a computer, a report …',
    hint: 'A name, or a day: “20 October”, “yesterday”, “monday”. Arrows go through what is found, Enter opens it.',
    none: (text: string) => `Nothing is called “${text}”`,
    noneHint: 'Window titles are only found where somebody switched their recording on.',
    found: (count: string) => `${count} found`,
    one: 'thing',
    other: 'things',
    kinds: {
      app: 'App',
      category: 'Category',
      device: 'Computer',
      day: 'Day',
      person: 'Person',
      report: 'Report',
      title: 'Window title',
      screen: 'Screen',
    },
  },
  'pt-BR': {
    title: 'Busca',
    label: 'Procure um app, um dia, uma categoria, um relatório …',
    hint: 'Um nome ou um dia: “20 de outubro”, “ontem”, “segunda”. As setas percorrem o que foi achado, Enter abre.',
    none: (text: string) => `Nada se chama “${text}”`,
    noneHint: 'Títulos de janelas só são achados onde alguém ligou o registro deles.',
    found: (count: string) => `Achado: ${count}`,
    one: 'item',
    other: 'itens',
    kinds: {
      app: 'App',
      category: 'Categoria',
      device: 'Computador',
      day: 'Dia',
      person: 'Pessoa',
      report: 'Relatório',
      title: 'Título de janela',
      screen: 'Tela',
    },
  },
})
