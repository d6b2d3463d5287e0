import { catalogue } from './words.ts'

/** Why an address gets no mails. */
export const suppressedWords = catalogue({
  en: {
    bounced: 'there is no such mailbox',
    complained: 'somebody there called it spam',
    unsubscribed: 'unsubscribed',
  },
  'pt-BR': {
    bounced: 'essa caixa postal não existe',
    complained: 'alguém de lá marcou como spam',
    unsubscribed: 'cancelou a inscrição',
  },
})

/** `bounced: 550 5.1.1 no such user` in the reader’s words; the other server’s own stay as they are. */
export function toSuppressedText(
  words: (typeof suppressedWords)['en'],
  reason: string,
  detail?: string | null,
): string {
  const [, code = reason, told = detail ?? ''] = /^(\w+)(?:: (.*))?$/s.exec(reason) ?? []
  const why = code in words ? words[code as keyof typeof words] : code
  return told === '' ? why : `${why} (“${told}”)`
}
