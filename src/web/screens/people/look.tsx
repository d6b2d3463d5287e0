import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { leastReason } from '../../../protocol/data-fields.ts'
import { screens } from '../../../protocol/screens.ts'
import { useParam } from '../../data/param.ts'
import { giveReason } from '../../data/reasons.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { personWords } from '../../words/person.ts'
import { useWords } from '../../words/words.ts'

interface LookProps {
  readonly person: string
  readonly name: string
  /** A reason that an address has, which nobody typed here. */
  readonly proposed?: string | undefined
  /** Instead of leading to the overview. */
  onGiven?(reason: string): void
}

/** Asks why, before anything of somebody else's is opened; the reason goes with every address that shows it. */
export function Look({ person, name, proposed, onGiven }: LookProps) {
  const { look: words } = useWords(personWords)
  const navigate = useNavigate()
  const [org] = useParam('org')
  const [short, setShort] = useState(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason')).trim()
    setShort(reason.length < leastReason)
    if (reason.length < leastReason) return
    if (onGiven) return onGiven(reason)
    giveReason(person, reason)
    void navigate({ to: screens.overview.path, search: { org, person, reason } as never })
  }
  return (
    <form noValidate onSubmit={onSubmit}>
      <p className="mb-5">{words.says(name)}</p>
      <TextField
        name="reason"
        defaultValue={proposed}
        label={words.reason}
        maxLength={400}
        autoComplete="off"
        hint={words.hint}
        problem={short ? words.short(leastReason) : undefined}
      />
      <Button type="submit" kind="main">
        {words.go}
      </Button>
    </form>
  )
}
