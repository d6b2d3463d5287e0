import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useParam } from '../../data/param.ts'
import { HereLink } from '../../ui/here-link.tsx'
import { myDataWords } from '../../words/my-data.ts'
import { useWords } from '../../words/words.ts'

/** Parts of the page that mails and others lead to: `/my-data?part=erase`. */
const partNames = ['stored', 'recorded', 'pause', 'seen', 'export', 'erase'] as const
type PartName = (typeof partNames)[number]

/** The ways to the parts of the page. */
export function Contents() {
  const words = useWords(myDataWords)
  return (
    <nav aria-label={words.contents} className="no-print mb-10 flex flex-wrap gap-x-5 text-note">
      {partNames.map((name) => (
        <HereLink key={name} change={{ part: name }} className="py-1">
          {words.parts[name]}
        </HereLink>
      ))}
    </nav>
  )
}

/** A part that an address can lead to: whoever comes by it is there at once, and goes on from there by keys. */
export function Part({ name, children }: { readonly name: PartName; readonly children: ReactNode }) {
  const [part] = useParam('part')
  // Another each time somebody goes somewhere, also if it is where they were.
  const going = useLocation({ select: ({ state }) => state.__TSR_key })
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (part !== name || going === '') return
    // After the router has put the page where it was, or to its top.
    const timer = setTimeout(() => {
      ref.current?.scrollIntoView()
      ref.current?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [part, name, going])
  return (
    <div ref={ref} tabIndex={-1} className="outline-none">
      {children}
    </div>
  )
}
