import { useEffect, useRef } from 'react'
import { formatCount } from '../../core/format.ts'
import { partWords } from '../words/parts.ts'
import { useLocale, useWords } from '../words/words.ts'
import { Button } from './button.tsx'

interface MoreProps {
  readonly text: string
  readonly busy: boolean
  /** How many are not there yet: paper says so. */
  readonly left: number
  onMore(): void
}

/** How far below the window it may be when what comes next is asked for already. */
const ahead = '600px'

/** At the end of a list that goes on: what comes next comes by itself as somebody gets near, and by the button for who has no wheel. */
export function More({ text, busy, left, onMore }: MoreProps) {
  const ref = useRef<HTMLDivElement>(null)
  const ask = useRef(onMore)
  useEffect(() => {
    ask.current = onMore
  })
  useEffect(() => {
    const end = ref.current
    if (!end || busy) return
    const watcher = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && ask.current(),
      {
        rootMargin: ahead,
      },
    )
    watcher.observe(end)
    return () => watcher.disconnect()
  }, [busy])
  return (
    <>
      <div ref={ref} className="no-print mt-4">
        <Button small busy={busy} onClick={onMore}>
          {text}
        </Button>
      </div>
      <Unprinted rows={left} />
    </>
  )
}

/** Says on paper, and only there, how many rows of a list it does not have. */
export function Unprinted({ rows }: { readonly rows: number }) {
  const words = useWords(partWords)
  const locale = useLocale()
  return <p className="mt-2 hidden text-note text-ink-2 print:block">{words.unprinted(formatCount(rows, locale))}</p>
}
