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
  return (
    <p className="mt-10">
      <HereLink change={{ step: next }} className={done ? 'main-link inline-block' : 'inline-block py-[5px] text-cell'}>
        {done ? words.goOn(words.names[next]) : words.later(words.names[next])}
      </HereLink>
    </p>
  )
}
