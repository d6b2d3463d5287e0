import { type FormEvent, useState } from 'react'
import { useReason } from '../../data/reasons.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { seatWords } from '../../words/seats.ts'
import { useWords } from '../../words/words.ts'
import { SeatList, type SeatsOf } from './seat-list.tsx'

/** As the server asks for: shorter is no reason. */
const shortest = 3

/** Who has an app or a licence, and on which computer: once it is said why. The reason stands in the address, as what is shown for it does. */
export function Seats({ of }: { readonly of: SeatsOf }) {
  const words = useWords(seatWords)
  const { given, proposed, give } = useReason(`${of.kind} ${of.id}`, 'why')
  return (
    <section className="mt-6 border-t border-axis pt-3">
      <h3 className="text-title">{of.kind === 'licence' ? words.reclaim : words.computers}</h3>
      {given === undefined ? <AskWhy proposed={proposed} onGiven={give} /> : <SeatList of={of} why={given} />}
    </section>
  )
}

interface AskWhyProps {
  readonly proposed: string | undefined
  onGiven(why: string): void
}

function AskWhy({ proposed, onGiven }: AskWhyProps) {
  const words = useWords(seatWords)
  const [short, setShort] = useState(false)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const why = String(new FormData(event.currentTarget).get('why')).trim()
    setShort(why.length < shortest)
    if (why.length >= shortest) onGiven(why)
  }
  return (
    <form noValidate onSubmit={onSubmit} className="mt-1">
      <p className="mb-4 max-w-(--measure) text-note text-ink-2">{words.hint}</p>
      <TextField
        name="why"
        defaultValue={proposed}
        label={words.reason}
        maxLength={400}
        autoComplete="off"
        {...(short ? { problem: words.reasonHint } : { hint: words.reasonHint })}
      />
      <Button type="submit" kind="main">
        {words.go}
      </Button>
    </form>
  )
}
