import { useState } from 'react'
import { formatInstant } from '../../../core/format.ts'
import type { CallInput, OutputOf } from '../../../protocol/client.ts'
import { decideConsent, myConsent } from '../../../protocol/rights.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/command.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Says, Section } from '../../ui/section.tsx'
import { counted } from '../../words/count.ts'
import { choiceWords } from '../../words/my-data-choices.ts'
import { useLocale, useWords } from '../../words/words.ts'

interface ConsentProps {
  readonly consent: OutputOf<typeof myConsent>
  readonly computers: number
}

type Decision = CallInput<typeof decideConsent>['action']

/** Whether the person's computers record, and what only that person can change about it. */
export function Consent({ consent: { state, since }, computers }: ConsentProps) {
  const words = useWords(choiceWords)
  const locale = useLocale()
  const { org, zone } = useSelf()
  const [asking, setAsking] = useState(false)
  const decide = useAction(decideConsent, {
    changes: [myConsent],
    onDone: (now) => {
      setAsking(false)
      toast(words.decided[now.state])
    },
  })
  const ask = () => {
    decide.reset()
    setAsking(true)
  }
  const run = (action: Decision) => decide.run({ org: org.id, action })
  const choices = {
    recording: ['pause'],
    paused: ['resume'],
    withdrawn: ['consent'],
  } as const satisfies Record<typeof state, readonly Decision[]>
  return (
    <Section title={words.pauseTitle}>
      <p className="text-[17px]/[26px]" aria-live="polite">
        <strong>{state === 'recording' && computers === 0 ? words.noComputer : words.state[state]}</strong>
        {state !== 'recording' && since !== null && (
          <span className="text-ink-2">, {words.since(formatInstant(since, locale, zone, 'year'))}</span>
        )}
      </p>
      <Says>{words.stateHint[state]}</Says>
      {!asking && <Problem of={decide.problem} />}
      <div className="no-print mt-4 flex flex-wrap gap-3">
        {choices[state].map((action) => (
          <Button key={action} kind="main" busy={decide.busy} onClick={() => run(action)}>
            {words[action]}
          </Button>
        ))}
        {state !== 'withdrawn' && (
          <Button kind="remove" disabled={decide.busy} onClick={ask}>
            {words.withdraw}
          </Button>
        )}
      </div>
      <p className="mt-6 max-w-(--measure) text-cell">{words.oneComputer}</p>
      <Command text="usage-audit agent pause" />
      <Confirm
        title={words.withdrawTitle}
        open={asking}
        onClose={() => setAsking(false)}
        action={decide}
        go={words.withdraw}
        onConfirm={() => run('withdraw')}
      >
        <p className="mb-5">{words.withdrawWhat(counted(locale, computers, words.computer, words.computers))}</p>
      </Confirm>
    </Section>
  )
}
