import { useSuspenseQuery } from '@tanstack/react-query'
import { locales } from '../../../core/texts/language.ts'
import { toLabel } from '../../../core/view/label.ts'
import { query } from '../../../protocol/client.ts'
import { me } from '../../../protocol/me.ts'
import { org as orgEndpoint, renameOrg } from '../../../protocol/orgs.ts'
import { changeReportSettings, reportSettings } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { placeOf, zoneOptions } from '../../data/zones.ts'
import { toast } from '../../shell/toasts.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Section } from '../../ui/section.tsx'
import { languageNames } from '../../words/languages.ts'
import { settingsWords } from '../../words/settings.ts'
import { orgWords } from '../../words/settings-org.ts'
import { useWords } from '../../words/words.ts'
import { readWeekStart, WeekStart } from './week-start.tsx'

/** Name, place, language and money of an organisation. */
export function OrganisationTab() {
  const words = useWords(orgWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(reportSettings, { org: org.id }))
  const name = toLabel(org.name, 80)
  return (
    <>
      <Lead>{data.zone === null ? words.leadOwner(name) : words.lead(name, placeOf(data.zone))}</Lead>
      <Name />
      <Place />
    </>
  )
}

/** What the organisation is called, for its owner to change. @param title where it is not clear from around it */
export function Name({ title }: { readonly title?: string }) {
  const words = useWords(orgWords)
  const { saved } = useWords(settingsWords)
  const { org } = useSelf()
  const rename = useAction(renameOrg, { changes: [orgEndpoint, me], fields: ['name'], onDone: () => toast(saved) })
  return (
    <Section title={title ?? words.name} caption={words.nameCaption}>
      {org.role === 'owner' ? (
        <Form action={rename} go={words.rename} onSubmit={({ name = '' }) => rename.run({ org: org.id, name })}>
          <TextField
            key={org.name}
            {...{ name: 'name', maxLength: 100, autoComplete: 'organization' }}
            label={title === undefined ? words.name : words.organisation}
            defaultValue={org.name}
            problem={rename.problemAt('name')}
          />
        </Form>
      ) : (
        <p>
          <bdi>{toLabel(org.name, 100)}</bdi> <span className="text-note text-ink-2">{words.nameHint}</span>
        </p>
      )}
    </Section>
  )
}

function Place() {
  const words = useWords(orgWords)
  const general = useWords(settingsWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(reportSettings, { org: org.id }))
  const save = useAction(changeReportSettings, {
    changes: [reportSettings, orgEndpoint],
    fields: ['zone', 'locale', 'currency', 'weekStart'],
    onDone: () => toast(general.saved),
  })
  return (
    <Section title={words.place}>
      <Form
        action={save}
        go={general.save}
        onSubmit={({ zone, locale, currency = '', weekStart }) =>
          save.run({
            ...{ org: org.id, zone: zone || null, weekStart: readWeekStart(weekStart) },
            locale: locales.find((one) => one === locale) ?? null,
            currency: currency.trim().toUpperCase() || null,
          })
        }
      >
        <SelectField
          {...{ name: 'zone', label: words.zone, hint: words.zoneHint, problem: save.problemAt('zone') }}
          options={[{ value: '', text: words.zoneUsual }, ...zoneOptions(data.zone)]}
          defaultValue={data.zone ?? ''}
        />
        <SelectField
          {...{ name: 'locale', label: words.language, hint: words.languageHint, problem: save.problemAt('locale') }}
          options={[
            { value: '', text: words.languageUsual },
            ...locales.map((value) => ({ value, text: languageNames[value] })),
          ]}
          defaultValue={data.locale ?? ''}
        />
        <TextField
          {...{ name: 'currency', label: words.currency, hint: words.currencyHint, maxLength: 3 }}
          autoComplete="off"
          autoCapitalize="characters"
          defaultValue={data.currency ?? ''}
          problem={save.problemAt('currency') && words.currencyProblem}
        />
        <WeekStart value={data.weekStart} problem={save.problemAt('weekStart')} />
      </Form>
    </Section>
  )
}
