import type { ReactNode } from 'react'
import type { Action } from '../data/use-action.ts'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'

interface FormProps {
  readonly action: Pick<Action<never>, 'busy' | 'problem'>
  /** What the button says. */
  readonly go: string
  /** Called with what was filled in, by the fields' names. */
  onSubmit(fields: Readonly<Record<string, string>>): void
  readonly kind?: 'main' | 'remove'
  readonly beside?: ReactNode
  readonly children?: ReactNode
}

/** Fields and the button that sends them. What is wrong with no field in particular stands above. */
export const Form = ({ action, go, onSubmit, kind = 'main', beside, children }: FormProps) => (
  <form
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      const given = new FormData(event.currentTarget)
      onSubmit(Object.fromEntries([...given].map(([name, value]) => [name, String(value)])))
    }}
  >
    <Problem of={action.problem} />
    {children}
    <div className="flex flex-wrap items-center gap-4">
      <Button type="submit" kind={kind} busy={action.busy}>
        {go}
      </Button>
      {beside}
    </div>
  </form>
)
