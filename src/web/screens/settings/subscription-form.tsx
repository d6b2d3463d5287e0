import { useState } from 'react'
import { locales } from '../../../core/texts/language.ts'
import { toLocale } from '../../../core/texts/texts.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { changeMySubscription, mySubscriptions } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { placeOf, zoneOptions } from '../../data/zones.ts'
import { toast } from '../../shell/toasts.tsx'
import { Check, SelectField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { languageNames } from '../../words/languages.ts'
import { settingsWords } from '../../words/settings.ts'
import { reportsWords } from '../../words/settings-reports.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { Attachments, readAttachments } from './attachments.tsx'
import { hourName, hourOptions, readHour } from './hours.ts'

type Subscription = OutputOf<typeof mySubscriptions>['subscriptions'][number]

/** One kind of report: whether, when, in which language and with what. Where nothing is chosen it is as the organisation has it. */
export function SubscriptionForm({ subscription }: { readonly subscription: Subscription }) {
  const words = useWords(reportsWords)
  const general = useWords(settingsWords)
  const { org } = useSelf()
  const { kind, wanted, settled } = subscription
  const [isWanted, setWanted] = useState(wanted)
  const save = useAction(changeMySubscription, {
    changes: [mySubscriptions],
    fields: ['hour', 'locale', 'zone'],
    onDone: () => toast(general.saved),
  })
  return (
    <Section title={words.kinds[kind]} caption={words.kindHints[kind]}>
      <Form
        action={save}
        go={general.save}
        onSubmit={({ wanted: yes, hour, locale, zone, ...fields }) => {
          const formats = readAttachments(fields)
          const isOther = formats.join() !== settled.formats.join()
          save.run({
            ...{ org: org.id, kind, wanted: yes !== undefined, hour: readHour(hour) },
            locale: locales.find((one) => one === locale) ?? null,
            zone: zone === '' ? null : (zone ?? null),
            ...(isOther && { formats }),
          })
        }}
      >
        <div className="mb-5">
          <Check
            {...{ name: 'wanted', label: words.wanted, checked: isWanted }}
            onChange={({ target }) => setWanted(target.checked)}
          />
        </div>
        {/* How it comes matters to who wants it; it stays as it is for who does not. */}
        <div hidden={!isWanted}>
          <div className="sm:grid sm:grid-cols-2 sm:gap-x-8 lg:grid-cols-3">
            <Choices subscription={subscription} problemAt={save.problemAt} />
          </div>
          <Attachments checked={settled.formats} />
        </div>
      </Form>
    </Section>
  )
}

interface ChoicesProps {
  readonly subscription: Subscription
  problemAt(field: string): string | undefined
}

/** Each begins with what holds as long as nothing is chosen. */
function Choices({ subscription: { own, settled }, problemAt }: ChoicesProps) {
  const words = useWords(reportsWords)
  const shown = useLocale()
  const { zone, personal } = useSelf()
  // Where there is nobody else nothing is said of an organisation.
  const [usual, usualAt] = personal ? [words.asUsualPlain, words.hourPlain] : [words.asUsual, words.hourUsual]
  const usualHour = own.hour === null ? usualAt(hourName(settled.hour)) : usual
  return (
    <>
      <SelectField
        {...{ name: 'hour', label: words.hour, options: hourOptions(usualHour), problem: problemAt('hour') }}
        defaultValue={own.hour === null ? '' : String(own.hour)}
      />
      <SelectField
        {...{ name: 'locale', label: words.language, problem: problemAt('locale') }}
        options={[
          { value: '', text: words.languageUsual(languageNames[shown]) },
          ...locales.map((value) => ({ value, text: languageNames[value] })),
        ]}
        defaultValue={own.locale === null ? '' : toLocale(own.locale)}
      />
      <SelectField
        {...{ name: 'zone', label: words.zone, problem: problemAt('zone') }}
        options={[{ value: '', text: words.zoneUsual(placeOf(zone)) }, ...zoneOptions(own.zone)]}
        defaultValue={own.zone ?? ''}
      />
    </>
  )
}
