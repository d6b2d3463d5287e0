import type { Action } from '../data/use-action.ts'
import { problemWords } from '../words/problems.ts'
import { useWords } from '../words/words.ts'

interface ProblemProps {
  readonly of: Action<never>['problem']
  /** Beside a button or in a line there is no room for a box. */
  readonly small?: boolean
}

/** What went wrong with what somebody has just done, told at once to who hears the screen. What is wrong with a field stands there. */
export const Problem = ({ of, small = false }: ProblemProps) =>
  of &&
  of.at === undefined && (
    <p
      role="alert"
      className={
        small
          ? 'text-note text-attn'
          : 'my-4 max-w-(--measure) border-l-4 border-attn bg-attn-soft px-4 py-3 text-cell first:mt-0 last:mb-0'
      }
    >
      {of.signedOut ? <SignedOut /> : of.text}
    </p>
  )

/** In a tab of its own, so that what was typed here stays: the server shows the sign-in at any screen's address, and leads back to it. */
export function SignedOut() {
  const words = useWords(problemWords)
  return (
    <>
      {words.signedOut}.{' '}
      <a
        href={location.pathname + location.search}
        target="_blank"
        rel="noopener"
        className="underline underline-offset-2"
      >
        {words.signInAgain}
      </a>{' '}
      {words.inNewTab}
    </>
  )
}
