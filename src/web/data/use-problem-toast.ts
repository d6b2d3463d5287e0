import { createElement } from 'react'
import { AppError } from '../../core/errors.ts'
import { toast } from '../shell/toasts.tsx'
import { SignedOut } from '../ui/problem.tsx'
import { isSignedOut, problemWords, toProblemText } from '../words/problems.ts'
import { useLocale, useWords } from '../words/words.ts'

/** For what was asked for by a button and did not work: says why, and nothing else changes. */
export function useProblemToast(): (error: unknown) => void {
  const locale = useLocale()
  const { bug } = useWords(problemWords)
  return (error) => {
    if (!(error instanceof AppError)) return toast(bug, 'problem')
    toast(isSignedOut(error) ? createElement(SignedOut) : toProblemText(locale, error), 'problem')
  }
}
