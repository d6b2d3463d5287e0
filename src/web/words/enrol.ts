import { catalogue } from './words.ts'

/** Around a computer that is to be let in; what is asked then stands in core's texts, as on the page for it. */
export const enrolWords = catalogue({
  en: {
    command: 'the command for that computer',
    unsafe:
      'This address has no HTTPS, and from another computer an agent sends nothing over that: put the server behind a proxy that speaks HTTPS, or start it with `usage-audit serve --tls self-signed`.',
  },
  'pt-BR': {
    command: 'o comando para aquele computador',
    unsafe:
      'Este endereço não tem HTTPS, e de outro computador um agente não envia nada assim: ponha o servidor atrás de um proxy que fale HTTPS, ou inicie-o com `usage-audit serve --tls self-signed`.',
  },
})
