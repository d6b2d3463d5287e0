import { type ReactNode, useState } from 'react'
import type { Action } from '../data/use-action.ts'
import { partWords } from '../words/parts.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'
import { Form } from './form.tsx'

interface ConfirmProps {
  readonly title: string
  readonly open: boolean
  onClose(): void
  readonly action: Pick<Action<never>, 'busy' | 'problem'>
  /** What the button says. */
  readonly go: string
  /** The word that must be typed first, for what cannot be undone. */
  readonly typed?: string
  /** Called with what was filled in besides. */
  onConfirm(fields: Readonly<Record<string, string>>): void
  readonly wide?: boolean
  /** What will happen, in figures; fields that belong to it. */
  readonly children: ReactNode
}

/** Asks before something is done that cannot be undone, and says what it does. */
export const Confirm = ({ title, open, onClose, wide = false, ...rest }: ConfirmProps) => (
  <Dialog title={title} open={open} onClose={onClose} wide={wide}>
    <Asking onClose={onClose} {...rest} />
  </Dialog>
)

/** There only while the dialog is open, so that nothing of the last time is left in it. */
function Asking({ onClose, action, go, typed, onConfirm, children }: Omit<ConfirmProps, 'title' | 'open' | 'wide'>) {
  const words = useWords(partWords)
  const [isWrong, setWrong] = useState(false)
  return (
    <Form
      action={action}
      go={go}
      kind="remove"
      beside={<Button onClick={onClose}>{words.cancel}</Button>}
      onSubmit={({ typed: given = '', ...fields }) => {
        const fits = typed === undefined || given.trim().toLowerCase() === typed.toLowerCase()
        setWrong(!fits)
        if (fits) onConfirm(fields)
      }}
    >
      {children}
      {typed !== undefined && (
        <TextField
          name="typed"
          label={words.typeToGoOn(typed)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          problem={isWrong ? words.notTyped(typed) : undefined}
          onChange={() => setWrong(false)}
        />
      )}
    </Form>
  )
}
