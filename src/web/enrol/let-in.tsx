import { useState } from 'react'
import { devicePageTextsOf } from '../../core/texts/device-pages.ts'
import { platformOf } from '../../core/view/view-devices.ts'
import type { OutputOf } from '../../protocol/client.ts'
import { decideDeviceGrant, readDeviceGrant } from '../../protocol/device-grants.ts'
import { useSelf } from '../data/self.ts'
import { useAction } from '../data/use-action.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Typed } from '../ui/typed.tsx'
import { useLocale } from '../words/words.ts'

type Waiting = OutputOf<typeof readDeviceGrant>

interface LetInProps {
  /** With the name that the computer has from now on. */
  onLetIn(name: string): void
}

/** Lets a computer in that shows a code: first the code, then what the computer says of itself, then yes or no. */
export function LetIn({ onLetIn }: LetInProps) {
  const words = devicePageTextsOf(useLocale())
  const { org } = useSelf()
  const [code, setCode] = useState('')
  const [waiting, setWaiting] = useState<Waiting>()
  const [said, setSaid] = useState('')
  const look = useAction(readDeviceGrant, { fields: ['code'], says: words.problems, onDone: setWaiting })
  if (waiting)
    return (
      <Question
        code={code}
        waiting={waiting}
        onDecided={(name) => {
          setWaiting(undefined)
          if (name === undefined) setSaid(words.isAway)
          else onLetIn(name)
        }}
      />
    )
  return (
    <Form
      action={look}
      go={words.go}
      onSubmit={({ code: typed = '' }) => {
        setCode(typed)
        setSaid('')
        look.run({ org: org.id, code: typed })
      }}
    >
      <TextField
        name="code"
        label={words.code}
        hint={<Typed>{words.codeHint}</Typed>}
        problem={look.problemAt('code')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        defaultValue={code}
      />
      <p role="status">{said}</p>
    </Form>
  )
}

interface QuestionProps {
  readonly code: string
  readonly waiting: Waiting
  /** With the computer's name if it was let in. */
  onDecided(name: string | undefined): void
}

/** Who asks, from where, as what: whoever decides sees it before. */
function Question({ code, waiting, onDecided }: QuestionProps) {
  const words = devicePageTextsOf(useLocale())
  const { org } = useSelf()
  const [given, setGiven] = useState<string>()
  const decide = useAction(decideDeviceGrant, {
    fields: ['name'],
    says: words.problems,
    onDone: () => onDecided(given),
  })
  const shown = { ...waiting, platform: platformOf(waiting.platform) }
  const answer = (letIn: boolean, name: string) => {
    setGiven(letIn ? name : undefined)
    decide.run({ org: org.id, code, letIn, name })
  }
  return (
    <div className="max-w-(--measure)">
      <p className="mb-3 font-semibold">{words.question(waiting.hostName)}</p>
      <dl className="mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 border-y border-rule py-3 text-cell">
        {(['hostName', 'account', 'platform', 'address'] as const).map((key) => (
          <div key={key} className="contents">
            <dt className="py-1 text-ink-2">{words.labels[key]}</dt>
            <dd className="py-1">
              <bdi>{shown[key]}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Notice>
        <Typed>{words.warning}</Typed>
      </Notice>
      <Form
        action={decide}
        go={words.letIn}
        beside={
          <Button busy={decide.busy} onClick={() => answer(false, '')}>
            {words.sendAway}
          </Button>
        }
        onSubmit={({ name = '' }) => answer(true, name.trim() || waiting.hostName)}
      >
        <TextField
          name="name"
          label={words.name}
          problem={decide.problemAt('name')}
          autoComplete="off"
          maxLength={100}
          defaultValue={waiting.hostName}
        />
      </Form>
    </div>
  )
}
