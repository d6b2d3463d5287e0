import { AppError } from '../../core/errors.ts'
import { toast } from '../shell/toasts.tsx'
import { problemWords, toProblemText } from '../words/problems.ts'
import { useLocale, useWords } from '../words/words.ts'

/** For what was asked for by a button and did not work: says why, and nothing else changes. */
export function useProblemToast(): (error: unknown) => void {
  const locale = useLocale()
  const { bug } = useWords(problemWords)
  return (error) => toast(error instanceof AppError ? toProblemText(locale, error) : bug, 'problem')
}
