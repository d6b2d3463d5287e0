import { type ReactNode, useEffect } from 'react'
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
        <HereLink key={name} change={{ part: name }} className="py-1" onClick={() => goTo(name)}>
          {words.parts[name]}
        </HereLink>
      ))}
    </nav>
  )
}

const idOf = (name: PartName) => `part-${name}`

function goTo(name: PartName): void {
  const part = document.getElementById(idOf(name))
  part?.scrollIntoView()
  part?.focus({ preventScroll: true })
}

/** A part that an address can lead to: whoever comes by it is there at once, and goes on from there by keys. */
export function Part({ name, children }: { readonly name: PartName; readonly children: ReactNode }) {
  const [part] = useParam('part')
  useEffect(() => {
    if (part !== name) return
    // After the router has put the page where it was, or to its top.
    const timer = setTimeout(() => goTo(name))
    return () => clearTimeout(timer)
  }, [part, name])
  return (
    <div id={idOf(name)} tabIndex={-1} className="outline-none">
      {children}
    </div>
  )
}
