import { catalogue } from './words.ts'

/** What parts of every screen say. */
export const partWords = catalogue({
  en: {
    cancel: 'Cancel',
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'Select it and copy it by hand: this browser does not let a page do it',
    download: 'Save as a file',
    save: 'Save',
    saved: 'Saved',
  },
  'pt-BR': {
    cancel: 'Cancelar',
    copy: 'Copiar',
    copied: 'Copiado',
    notCopied: 'Selecione e copie à mão: este navegador não deixa uma página copiar',
    download: 'Salvar em um arquivo',
    save: 'Salvar',
    saved: 'Salvo',
  },
})
