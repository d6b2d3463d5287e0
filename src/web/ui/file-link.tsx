import { type MouseEvent, type ReactNode, useState } from 'react'
import { AppError } from '../../core/errors.ts'
import { toProblem } from '../../protocol/client.ts'
import { fileWords } from '../words/files.ts'
import { problemWords, toProblemText } from '../words/problems.ts'
import { useLocale, useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { handOver, nameOf } from './hand-over.ts'

interface FileLinkProps {
  /** Where the file is, on this server. */
  readonly href: string
  /** Where a reason is given for opening it, if it may be about somebody else. */
  readonly whereReason?: ReactNode
  readonly className?: string
  readonly 'aria-label'?: string
  readonly children: ReactNode
}

/**
 * A file to keep. It is fetched by the page: of one that a browser fetches by itself, what the server refuses is a download that failed without a
 * word, and nobody learns that they are signed out.
 */
export function FileLink({ href, whereReason, children, ...rest }: FileLinkProps) {
  const [problem, setProblem] = useState<unknown>()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const fetchIt = async () => {
    setBusy(true)
    setOpen(false)
    try {
      await keep(href)
    } catch (error) {
      setProblem(error)
      setOpen(true)
    } finally {
      setBusy(false)
    }
  }
  const press = (event: MouseEvent) => {
    // Whoever wants it in another tab has it there.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (!busy) void fetchIt()
  }
  return (
    <>
      <a href={href} download aria-busy={busy} onClick={press} {...rest}>
        {children}
      </a>
      {problem !== undefined && (
        <Refused
          problem={problem}
          open={open}
          onClose={() => setOpen(false)}
          onAgain={fetchIt}
          whereReason={whereReason}
        />
      )}
    </>
  )
}

/** @throws AppError as the server told it; `unavailable` if it does not answer */
async function keep(href: string): Promise<void> {
  const gone = (cause: unknown) => {
    throw new AppError('unavailable', 'the server does not answer; check the connection and try again', { cause })
  }
  const answer = await fetch(href).catch(gone)
  if (!answer.ok) throw await toProblem(answer)
  handOver(await answer.blob().catch(gone), nameOf(answer) ?? 'usage-audit')
}

interface RefusedProps {
  readonly problem: unknown
  readonly open: boolean
  readonly whereReason: ReactNode
  onClose(): void
  onAgain(): void
}

/** Why there is no file, and the way out. */
function Refused({ problem, open, whereReason, onClose, onAgain }: RefusedProps) {
  const words = useWords(fileWords)
  const { bug } = useWords(problemWords)
  const locale = useLocale()
  const error = problem instanceof AppError ? problem : undefined
  const isSignedOut = error?.code === 'unauthenticated'
  const asksReason = error?.at === 'reason' && whereReason !== undefined
  const says = isSignedOut ? words.signedOut : asksReason ? words.reason : error ? toProblemText(locale, error) : bug
  return (
    <Dialog title={words.title} open={open} onClose={onClose}>
      <p className="mb-5">{says}</p>
      {isSignedOut ? (
        // The server shows the sign-in at any screen's address, and leads back to it.
        <Button kind="main" onClick={() => location.reload()}>
          {words.signIn}
        </Button>
      ) : asksReason ? (
        whereReason
      ) : (
        <Button kind="main" onClick={onAgain}>
          {words.again}
        </Button>
      )}
    </Dialog>
  )
}
