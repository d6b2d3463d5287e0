import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AppError } from '../../core/errors.ts'
import { type CallInput, call, type OutputOf } from '../../protocol/client.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { isSignedOut, problemWords, toProblemText } from '../words/problems.ts'
import { useLocale, useWords } from '../words/words.ts'

/** Something that a button or a form does on the server. */
export interface Action<E extends Endpoint> {
  run(input: CallInput<E>): void
  readonly busy: boolean
  /** What went wrong the last time, and with which field. */
  readonly problem: Problem | undefined
  /** What is wrong with one field. */
  problemAt(field: string): string | undefined
  reset(): void
}

interface Problem {
  readonly text: string
  readonly at?: string | undefined
  /** Nobody is signed in any more, and signing in again is the way out. */
  readonly signedOut?: boolean
}

interface ActionOptions<E extends Endpoint> {
  onDone?(output: OutputOf<E>): void
  /** What else is another now: endpoints whose answers are asked for anew. */
  readonly changes?: readonly Endpoint[]
  /** Fields that stand in the form; what is wrong with another is told above it. */
  readonly fields?: readonly string[]
  /** Words of the screen's own for what may go wrong, by the error’s fault or its code. */
  readonly says?: Readonly<Record<string, string>>
}

/** Calls an endpoint that changes something, tells of what went wrong in the reader's words, and asks anew for what is another now. */
export function useAction<E extends Endpoint>(
  endpoint: E,
  { onDone, changes = [], fields = [], says = {} }: ActionOptions<E> = {},
): Action<E> {
  const locale = useLocale()
  const { bug } = useWords(problemWords)
  const queries = useQueryClient()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (input: CallInput<E>) => call(endpoint, input),
    onSuccess: async (output) => {
      await Promise.all(changes.map(({ path }) => queries.invalidateQueries({ queryKey: [path] })))
      onDone?.(output)
    },
  })
  const at = error instanceof AppError && error.at && fields.includes(error.at) ? error.at : undefined
  const text =
    error instanceof AppError ? (says[faultOf(error)] ?? says[error.code] ?? toProblemText(locale, error)) : bug
  return {
    run: (input) => mutate(input),
    busy: isPending,
    problem: error ? { text, at, signedOut: error instanceof AppError && isSignedOut(error) } : undefined,
    problemAt: (field) => (error && at === field ? text : undefined),
    reset,
  }
}

const faultOf = ({ code, details }: AppError): string => (typeof details?.fault === 'string' ? details.fault : code)
