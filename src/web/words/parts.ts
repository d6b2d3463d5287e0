import { catalogue } from './words.ts'

/** What stands in parts that many screens have. */
export const partWords = catalogue({
  en: {
    copy: 'Copy',
    copied: 'Copied',
    selected: 'Selected: press Ctrl+C',
    cancel: 'Cancel',
    typeToGoOn: (word: string) => `Type ${word} to go on`,
    notTyped: (word: string) => `This does not say ${word}.`,
    more: 'Show more',
    unprinted: (rows: string) => `and ${rows} more, not printed`,
  },
  'pt-BR': {
    copy: 'Copiar',
    copied: 'Copiado',
    selected: 'Selecionado: pressione Ctrl+C',
    cancel: 'Cancelar',
    typeToGoOn: (word: string) => `Digite ${word} para continuar`,
    notTyped: (word: string) => `Aqui não está escrito ${word}.`,
    more: 'Mostrar mais',
    unprinted: (rows: string) => `e mais ${rows} que não foram impressos`,
  },
})
