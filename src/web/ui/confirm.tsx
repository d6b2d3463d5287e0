import type { ReactNode } from 'react'
import type { Action } from '../data/use-action.ts'
import { partWords } from '../words/parts.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Form } from './form.tsx'

interface ConfirmProps {
  readonly title: string
  readonly open: boolean
  onClose(): void
  readonly action: Pick<Action<never>, 'busy' | 'problem'>
  /** What the button says: what will be done, never “OK”. */
  readonly go: string
  /** `main` for what can be undone. */
  readonly kind?: 'main' | 'remove'
  /** Called with the fields among the children, by their names. */
  onGo(fields: Readonly<Record<string, string>>): void
  /** What will happen, in figures, and what has to be filled in first. */
  readonly children: ReactNode
}

/** Asks once more before something that cannot be undone. */
export function Confirm({ title, open, onClose, action, go, kind = 'remove', onGo, children }: ConfirmProps) {
  const words = useWords(partWords)
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <Form
        action={action}
        go={go}
        kind={kind}
        onSubmit={onGo}
        beside={<Button onClick={onClose}>{words.cancel}</Button>}
      >
        <div className="mb-6">{children}</div>
      </Form>
    </Dialog>
  )
}
