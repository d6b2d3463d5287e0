import { useEffect, useRef } from 'react'
import { Button } from './button.tsx'

interface MoreProps {
  readonly text: string
  readonly busy: boolean
  onMore(): void
}

/** How far below the window it may be when what comes next is asked for already. */
const ahead = '600px'

/** At the end of a list that goes on: what comes next comes by itself as somebody gets near, and by the button for who has no wheel. */
export function More({ text, busy, onMore }: MoreProps) {
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
    <div ref={ref} className="no-print mt-4">
      <Button small busy={busy} onClick={onMore}>
        {text}
      </Button>
    </div>
  )
}
