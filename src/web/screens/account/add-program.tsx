import { useState } from 'react'
import { apiRoles, apiScopes } from '../../../core/api-clients.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { addClient, clients } from '../../../protocol/clients.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { Check, SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { programsWords } from '../../words/account-programs.ts'
import { useWords } from '../../words/words.ts'

/** Name, role and what it may do; only an owner makes a program that is an admin. */
export function AddProgram({ onMade }: { onMade(made: OutputOf<typeof addClient>): void }) {
  const words = useWords(programsWords)
  const { org } = useSelf()
  const [needsScope, setNeedsScope] = useState(false)
  const add = useAction(addClient, { fields: ['name', 'role'], changes: [clients], onDone: onMade })
  const roles = apiRoles.filter((role) => role !== 'admin' || org.role === 'owner')
  return (
    <Form
      action={add}
      go={words.addGo}
      onSubmit={({ name = '', role, ...given }) => {
        const scopes = apiScopes.filter((scope) => given[scope] !== undefined)
        setNeedsScope(scopes.length === 0)
        if (scopes.length > 0)
          add.run({ org: org.id, name, scopes, role: roles.find((one) => one === role) ?? 'manager' })
      }}
    >
      <TextField
        {...{ name: 'name', label: words.name, hint: words.nameHint, maxLength: 100, autoComplete: 'off' }}
        problem={add.problemAt('name')}
      />
      <SelectField
        {...{ name: 'role', label: words.role, hint: words.roleHint }}
        options={roles.map((value) => ({ value, text: words.roles[value] }))}
        problem={add.problemAt('role')}
      />
      <fieldset className="mb-5">
        <legend className="mb-2 text-cell font-semibold">{words.may}</legend>
        {apiScopes.map((scope) => (
          <Check
            key={scope}
            {...{ name: scope, label: words.scopes[scope], hint: words.scopeHints[scope] }}
            defaultChecked={scope === 'read'}
          />
        ))}
        {needsScope && (
          <p role="alert" className="text-note text-attn">
            {words.needsScope}
          </p>
        )}
      </fieldset>
    </Form>
  )
}
