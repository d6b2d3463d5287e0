import { HereLink } from '../../ui/here-link.tsx'
import { setUpWords } from '../../words/set-up.ts'
import { useWords } from '../../words/words.ts'
import { type Step, steps } from './steps.ts'
import { useDone } from './use-done.ts'

/** Where one is, what is done already, and the way to each. */
export function StepList({ current }: { readonly current: Step }) {
  const words = useWords(setUpWords)
  const done = useDone()
  return (
    <nav aria-label={words.steps} className="mt-6">
      <ol className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {steps.map((step, i) => {
          const here = step === current
          return (
            <li key={step} className={`border-t-2 pt-2 ${here || done.has(step) ? 'border-data' : 'border-rule'}`}>
              <HereLink
                change={{ step }}
                className={`block text-cell no-underline ${here ? 'font-semibold text-ink' : 'text-ink-2 hover:text-ink'}`}
                {...(here && { 'aria-current': 'step' as const })}
              >
                <span className="block text-label font-normal text-ink-3">
                  {words.stepOf(i + 1, steps.length)}
                  {done.has(step) && <span> · {words.done}</span>}
                </span>
                {words.names[step]}
              </HereLink>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
