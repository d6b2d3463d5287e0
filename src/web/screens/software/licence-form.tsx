import { useState } from 'react'
import type { Locale } from '../../../core/texts/language.ts'
import { toLabel } from '../../../core/view/label.ts'
import { addLicence, changeLicence, licences } from '../../../protocol/licences.ts'
import { software } from '../../../protocol/software.ts'
import { useSelf } from '../../data/self.ts'
import { type Action, useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { licenceFormWords } from '../../words/licence-form.ts'
import { useWords } from '../../words/words.ts'
import { AppPicker, type PickedApp } from './app-picker.tsx'
import { currencyOptions } from './currencies.ts'
import { type LicenceProblem, type ReadLicence, readLicence, writeAmount } from './read-licence.ts'
import type { UsedLicence } from './used-licence.ts'

const fields = ['name', 'apps', 'seats', 'price', 'renewsOn']
const options = { changes: [licences, software], fields }

interface LicenceFormProps {
  /** The one that is changed; none where one is added. */
  readonly licence: UsedLicence | undefined
  /** What a new one is for, where that is known. */
  readonly app: PickedApp | undefined
  /** In which currencies the organisation pays already. */
  readonly currencies: readonly string[]
  onDone(): void
}

/** Writes down what is paid: for which apps, how many seats, at what price. */
export function LicenceForm({ licence, app, currencies, onDone }: LicenceFormProps) {
  const words = useWords(licenceFormWords)
  const { locale } = useSelf()
  const { action, send } = useSave(licence, onDone)
  const named = licence?.apps.map(({ key, name }) => ({ key, name: name ?? key }))
  const [apps, setApps] = useState<readonly PickedApp[]>(named ?? (app ? [app] : []))
  const [problems, setProblems] = useState<ReadonlySet<LicenceProblem | 'apps'>>(new Set())
  return (
    <Form
      action={action}
      go={words.save}
      onSubmit={(typed) => {
        const read = readLicence(typed, locale)
        const wrong = new Set<LicenceProblem | 'apps'>('problems' in read ? read.problems : [])
        if (apps.length === 0) wrong.add('apps')
        setProblems(wrong)
        if (wrong.size === 0 && !('problems' in read)) send(read, apps)
      }}
    >
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        defaultValue={licence?.name ?? app?.name ?? ''}
        maxLength={100}
        required
        problem={action.problemAt('name')}
      />
      <AppPicker
        picked={apps}
        onPick={setApps}
        problem={problems.has('apps') ? words.noApp : action.problemAt('apps')}
      />
      <TextField
        name="seats"
        label={words.seats}
        hint={words.seatsHint}
        inputMode="numeric"
        defaultValue={licence?.seats ?? ''}
        problem={problems.has('seats') ? words.seatsWrong : action.problemAt('seats')}
      />
      <PriceFields
        licence={licence}
        currencies={currencies}
        locale={locale}
        problem={problems.has('price') ? words.priceWrong : action.problemAt('price')}
      />
      <TextField
        name="renewsOn"
        type="date"
        label={words.renewsOn}
        defaultValue={licence?.renewsOn ?? ''}
        problem={action.problemAt('renewsOn')}
      />
    </Form>
  )
}

/** Adds what was filled in, or changes the licence that there is. */
function useSave(licence: UsedLicence | undefined, onDone: () => void) {
  const words = useWords(licenceFormWords)
  const { org } = useSelf()
  const done = (says: string) => {
    toast(toLabel(says, 160))
    onDone()
  }
  const add = useAction(addLicence, {
    ...options,
    onDone: ({ name }) => done(words.added(name)),
  })
  const save = useAction(changeLicence, {
    ...options,
    onDone: ({ name }) => done(words.changed(name)),
  })
  const action: Pick<Action<never>, 'busy' | 'problem' | 'problemAt'> = licence ? save : add
  const send = (given: ReadLicence, apps: readonly PickedApp[]) => {
    const written = { ...given, apps: apps.map(({ key }) => key), org: org.id }
    if (licence) save.run({ ...written, id: licence.id })
    else add.run(written)
  }
  return { action, send }
}

interface PriceFieldsProps extends Pick<LicenceFormProps, 'licence' | 'currencies'> {
  readonly locale: Locale
  readonly problem: string | undefined
}

function PriceFields({ licence, currencies, locale, problem }: PriceFieldsProps) {
  const words = useWords(licenceFormWords)
  const price = licence?.price
  return (
    <>
      <div className="grid max-w-[26rem] grid-cols-[minmax(0,1fr)_8rem] gap-x-4">
        <TextField
          name="amount"
          label={words.price}
          inputMode="decimal"
          defaultValue={price ? writeAmount(price.minor, locale) : ''}
          problem={problem}
        />
        <SelectField
          name="per"
          label={words.per}
          options={(['month', 'year'] as const).map((value) => ({ value, text: words.pers[value] }))}
          defaultValue={price?.per ?? 'month'}
        />
      </div>
      <SelectField
        name="currency"
        label={words.currency}
        hint={words.priceHint}
        options={currencyOptions(currencies, locale)}
        defaultValue={price?.currency ?? currencies[0] ?? (locale === 'pt-BR' ? 'BRL' : 'USD')}
      />
    </>
  )
}
