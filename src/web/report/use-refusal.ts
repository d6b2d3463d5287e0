import type { AppError } from '../../core/errors.ts'
import { mailsWords } from '../words/mails.ts'
import { useLocale, useWords } from '../words/words.ts'

/** What it means that a mail is refused, with the way out; the server's own words, which name the address, are English. */
export function useRefusal(): (error: AppError) => string | undefined {
  const words = useWords(mailsWords)
  const locale = useLocale()
  return ({ code }) => {
    if (code === 'too_many_requests') return words.tooMany
    return code === 'conflict' && locale !== 'en' ? words.mailConflict : undefined
  }
}
