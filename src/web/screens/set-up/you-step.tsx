import { locales } from '../../../core/texts/language.ts'
import { changeMe, me } from '../../../protocol/me.ts'
import { useChangeAddress } from '../../data/change-address.ts'
import { useMe } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { placeOf, zoneOptions } from '../../data/zones.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { languageNames } from '../../words/languages.ts'
import { setUpWords } from '../../words/set-up.ts'
import { useLocale, useWords } from '../../words/words.ts'

/** A server often stands where nobody lives; the browser knows where its reader does. */
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Name, language and zone: what a report needs to know of its reader. */
export function YouStep() {
  const words = useWords(setUpWords)
  const locale = useLocale()
  const self = useMe()
  const change = useChangeAddress()
  const zone = self.zone === 'UTC' ? browserZone : self.zone
  const save = useAction(changeMe, {
    changes: [me],
    fields: ['name', 'zone', 'locale'],
    onDone: () => change({ step: 'computer' }),
  })
  return (
    <Form
      action={save}
      go={words.goOn(words.names.computer)}
      onSubmit={({ name = '', zone: chosen = '', locale: language }) =>
        save.run({ name, zone: chosen, locale: locales.find((one) => one === language) })
      }
    >
      <TextField
        {...{ name: 'name', label: words.name, hint: words.nameHint, autoComplete: 'name', maxLength: 100 }}
        defaultValue={self.name}
        problem={save.problemAt('name')}
      />
      <SelectField
        {...{ name: 'locale', label: words.language, hint: words.languageHint }}
        key={locale}
        options={locales.map((value) => ({ value, text: languageNames[value] }))}
        defaultValue={locale}
        problem={save.problemAt('locale')}
      />
      <SelectField
        {...{ name: 'zone', label: words.zone }}
        hint={words.zoneHint(placeOf(browserZone))}
        options={zoneOptions(zone)}
        defaultValue={zone}
        problem={save.problemAt('zone')}
      />
    </Form>
  )
}
