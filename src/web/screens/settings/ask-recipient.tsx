import { useState } from 'react'
import { locales } from '../../../core/texts/language.ts'
import { addRecipient, recipients } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { languageNames } from '../../words/languages.ts'
import { settingsWords } from '../../words/settings.ts'
import { reportsWords } from '../../words/settings-reports.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { kindsOf, type WhoseReports } from './whose-reports.ts'

/** Asks an address whether it wants reports. */
export function AskRecipient({ about }: { readonly about: WhoseReports }) {
  const words = useWords(reportsWords)
  const [open, setOpen] = useState(false)
  return (
    <div className="mt-5">
      <Button onClick={() => setOpen(true)}>{words.addReader}</Button>
      <Dialog title={words.addReader} open={open} onClose={() => setOpen(false)}>
        <AskForm about={about} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}

function AskForm({ about, onDone }: { readonly about: WhoseReports; onDone(): void }) {
  const words = useWords(reportsWords)
  const { language } = useWords(settingsWords)
  const shown = useLocale()
  const { org } = useSelf()
  const kinds = kindsOf(about)
  const ask = useAction(addRecipient, {
    changes: [recipients],
    fields: ['email', 'name'],
    says: { too_many_requests: words.askedAlready },
    onDone: ({ address }) => {
      onDone()
      toast(words.added(address))
    },
  })
  return (
    <Form
      action={ask}
      go={words.addGo}
      onSubmit={({ email = '', name = '', kind, locale }) =>
        ask.run({
          ...{ org: org.id, email, name },
          kind: kinds.find((one) => one === kind) ?? kinds[0]!,
          locale: locales.find((one) => one === locale),
        })
      }
    >
      <TextField
        {...{ name: 'email', type: 'email', label: words.email, autoComplete: 'off', maxLength: 254 }}
        problem={ask.problemAt('email')}
      />
      <TextField
        {...{ name: 'name', label: words.name, autoComplete: 'off', maxLength: 100 }}
        problem={ask.problemAt('name')}
      />
      {kinds.length > 1 && (
        <SelectField
          {...{ name: 'kind', label: words.which }}
          options={kinds.map((value) => ({ value, text: words.kinds[value] }))}
        />
      )}
      <SelectField
        {...{ name: 'locale', label: language, defaultValue: shown }}
        options={locales.map((value) => ({ value, text: languageNames[value] }))}
      />
    </Form>
  )
}
