import { useState } from 'react'
import { addFleetToken, fleetTokens } from '../../../protocol/fleet.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { UnsafeAddress } from '../../enrol/enrol-command.tsx'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/command.tsx'
import { Check, SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Segments } from '../../ui/tabs.tsx'
import { Typed } from '../../ui/typed.tsx'
import { enrolmentWords } from '../../words/enrolment.ts'
import { useWords } from '../../words/words.ts'
import { type System, systems, toCommands } from './commands.ts'
import { useNames } from './fleet-tokens.tsx'

/** A token is described, made, and shown once. */
export function AddByToken() {
  const words = useWords(enrolmentWords)
  const { org, me, personal } = useSelf()
  const change = useChangeAddress()
  const names = useNames()
  const [token, setToken] = useState<string>()
  const add = useAction(addFleetToken, {
    changes: [fleetTokens],
    fields: ['name', 'uses', 'days', 'member'],
    onDone: (made) => setToken(made.token),
  })
  if (token !== undefined)
    return (
      <>
        <TokenOnce token={token} />
        <Button kind="main" onClick={() => change({ add: undefined }, true)}>
          {words.done}
        </Button>
      </>
    )
  return (
    <>
      <p className="mb-5 max-w-(--measure)">{words.tokenHint}</p>
      <Form
        action={add}
        go={words.make}
        onSubmit={({ name = '', member = me.id, uses, days, approval }) =>
          add.run({ org: org.id, name, member, uses: Number(uses), days: Number(days), approval: approval === 'on' })
        }
      >
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          problem={add.problemAt('name')}
          maxLength={100}
          autoComplete="off"
        />
        {!personal && (
          <SelectField
            name="member"
            label={words.person}
            defaultValue={me.id}
            problem={add.problemAt('member')}
            options={[...names].map(([value, text]) => ({ value, text }))}
          />
        )}
        <TextField
          name="uses"
          label={words.uses}
          type="number"
          min={1}
          max={100_000}
          defaultValue={1}
          problem={add.problemAt('uses')}
        />
        <SelectField
          name="days"
          label={words.days}
          defaultValue="7"
          options={(['1', '7', '30'] as const).map((value) => ({ value, text: words.dayChoices[value] }))}
        />
        <div className="mb-5">
          <Check name="approval" label={words.approval} />
        </div>
      </Form>
    </>
  )
}

/** The secret, and what is typed where: after this nobody is told it again. */
export function TokenOnce({ token }: { readonly token: string }) {
  const words = useWords(enrolmentWords)
  const [system, setSystem] = useState<System>('linux')
  return (
    <>
      <Notice tone="look">{words.once}</Notice>
      <Command text={token} label={words.token} />
      <div className="mt-6 mb-4 flex">
        <Segments<System>
          label={words.system}
          value={system}
          options={systems.map((value) => ({ value, text: words.systems[value] }))}
          onChange={setSystem}
        />
      </div>
      <UnsafeAddress />
      <p>{words.onEach}</p>
      <Command text={toCommands(system, { server: location.origin, token })} label={words.commands} />
      <p className="mb-6 max-w-(--measure) text-note text-ink-2">
        {system !== 'linux' && <strong className="text-ink">{words.untried[system]} </strong>}
        <Typed>{words.first}</Typed> <Typed>{words.pin}</Typed> {words.appears}
      </p>
    </>
  )
}
