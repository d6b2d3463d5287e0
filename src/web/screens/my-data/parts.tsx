import { type ReactNode, useEffect, useRef } from 'react'
import { useParam } from '../../data/param.ts'
import { ScreenLink } from '../../ui/link.tsx'
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
        <ScreenLink key={name} to="myData" search={{ part: name }} className="py-1">
          {words.parts[name]}
        </ScreenLink>
      ))}
    </nav>
  )
}

/** A part that an address can lead to: whoever comes by it is there at once, and goes on from there by keys. */
export function Part({ name, children }: { readonly name: PartName; readonly children: ReactNode }) {
  const [part] = useParam('part')
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (part !== name) return
    // After the router has put the page where it was, or to its top.
    const timer = setTimeout(() => {
      ref.current?.scrollIntoView()
      ref.current?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [part, name])
  return (
    <div ref={ref} tabIndex={-1} className="outline-none">
      {children}
    </div>
  )
}
