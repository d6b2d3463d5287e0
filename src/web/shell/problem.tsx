import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AppError } from '../../core/errors.ts'
import { useWayOut } from '../data/way-out.ts'
import { Button } from '../ui/button.tsx'
import { ScreenLink } from '../ui/link.tsx'
import { problemWords, toProblemText } from '../words/problems.ts'
import { useLocale, useWords } from '../words/words.ts'
import { ScreenHead } from './head.tsx'

const Sheet = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <>
    <ScreenHead title={title} />
    <div className="max-w-(--measure) py-6">{children}</div>
  </>
)

function ToOverview() {
  const { toOverview } = useWords(problemWords)
  return (
    <ScreenLink to="overview" search={useWayOut()}>
      {toOverview}
    </ScreenLink>
  )
}

/** An address where there is nothing. */
export function NotFound() {
  const words = useWords(problemWords)
  return (
    <Sheet title={words.notFound}>
      <p>{words.notFoundHint}</p>
      <p className="mt-4">
        <ToOverview />
      </p>
    </Sheet>
  )
}

/** What went wrong, and the way out. */
export function Problem({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const words = useWords(problemWords)
  const locale = useLocale()
  const router = useRouter()
  const { reset: forget } = useQueryErrorResetBoundary()
  const again = () => {
    forget()
    reset()
    void router.invalidate()
  }
  if (!(error instanceof AppError))
    return (
      <Sheet title={words.title}>
        <p>{words.bug}</p>
        <Way onAgain={() => location.reload()} />
      </Sheet>
    )
  if (error.code === 'not_found') return <NotFound />
  if (error.code === 'unauthenticated')
    return (
      <Sheet title={words.signedOut}>
        <p>{words.signedOutHint}</p>
        {/* The server shows the sign-in at any screen's address, and leads back to it. */}
        <Button kind="main" className="mt-6" onClick={() => location.reload()}>
          {words.signIn}
        </Button>
      </Sheet>
    )
  return (
    <Sheet title={words.title}>
      <p>{toProblemText(locale, error)}</p>
      <Way onAgain={again} />
    </Sheet>
  )
}

function Way({ onAgain }: { readonly onAgain: () => void }) {
  const words = useWords(problemWords)
  return (
    <div className="mt-6 flex flex-wrap items-center gap-4">
      <Button kind="main" onClick={onAgain}>
        {words.again}
      </Button>
      <ToOverview />
    </div>
  )
}
