import { type ReactNode, useEffect, useRef } from 'react'

interface HeadProps {
  readonly title: string
  /** Before the title and after it: the periods beside the one shown. */
  readonly before?: ReactNode
  readonly after?: ReactNode
  /** At the right: what changes the view, what takes it away. */
  readonly beside?: ReactNode
  /** What stands on the screen where the tab's title says more. */
  readonly shown?: string
}

/** Whether the page was only just opened: then the browser has put the focus where it belongs. */
let opening = true

/** Whoever comes to a screen hears where they are, and goes on from there; unless the screen has put the focus somewhere itself. */
function useArrival() {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const main = title.current?.closest('main')
    if (!opening && !main?.contains(document.activeElement)) title.current?.focus({ preventScroll: true })
    opening = false
  }, [])
  return title
}

/** The top of a screen. Its title is the tab's, and takes the focus when somebody comes here. */
export function ScreenHead({ title, before, after, beside, shown = title }: HeadProps) {
  const heading = useArrival()
  return (
    <header className="flex flex-col gap-3 sm:min-h-[38px] sm:flex-row sm:items-center sm:justify-between sm:gap-4">
      <title>{`${title} · usage-audit`}</title>
      <div className="flex items-center justify-between gap-2 sm:max-w-[60%] sm:shrink-0 sm:justify-start">
        {before}
        <h1
          ref={heading}
          tabIndex={-1}
          className={`text-title ${before === undefined ? '' : 'min-w-[9.5em] text-center'}`}
        >
          {shown}
        </h1>
        {after}
      </div>
      {beside !== undefined && <div className="no-print flex min-w-0 flex-wrap items-center gap-3">{beside}</div>}
    </header>
  )
}
