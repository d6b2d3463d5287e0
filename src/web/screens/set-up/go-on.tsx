import { HereLink } from '../../ui/here-link.tsx'
import { setUpWords } from '../../words/set-up.ts'
import { useWords } from '../../words/words.ts'
import { type Step, stepAfter } from './steps.ts'

interface GoOnProps {
  readonly from: Step
  /** It is done: to go on is the thing to do. */
  readonly done: boolean
}

/** The way to the next step, which may be taken before this one is done. */
export function GoOn({ from, done }: GoOnProps) {
  const words = useWords(setUpWords)
  const next = stepAfter(from)
  if (next === undefined) return null
  const look = done
    ? 'inline-block rounded-control bg-button px-4 py-[9px] text-cell font-semibold text-button-ink no-underline hover:brightness-110'
    : 'inline-block py-[5px] text-cell'
  return (
    <p className="mt-10">
      <HereLink change={{ step: next }} className={look}>
        {done ? words.goOn(words.names[next]) : words.later(words.names[next])}
      </HereLink>
    </p>
  )
}
