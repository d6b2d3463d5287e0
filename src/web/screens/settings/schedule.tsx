import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReportKind, reportKinds, usualKinds } from '../../../core/report/wishes.ts'
import { query } from '../../../protocol/client.ts'
import { changeReportSettings, reportSettings } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Check, SelectField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Section } from '../../ui/section.tsx'
import { settingsWords } from '../../words/settings.ts'
import { orgWords } from '../../words/settings-org.ts'
import { useWords } from '../../words/words.ts'
import { Attachments, readAttachments } from './attachments.tsx'
import { hourName, hourOptions, readHour } from './hours.ts'
import { Recipients } from './recipients.tsx'
import { readEmpty, WhenEmpty } from './when-empty.tsx'

/** When an organisation’s reports are sent, to whom and with what. */
export function ScheduleTab() {
  const words = useWords(orgWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(reportSettings, { org: org.id }))
  return (
    <>
      <Lead>{data.hour === null ? words.leadScheduleUsual : words.leadSchedule(hourName(data.hour))}</Lead>
      <When />
      <Recipients about="org" />
    </>
  )
}

function When() {
  const words = useWords(orgWords)
  const general = useWords(settingsWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(reportSettings, { org: org.id }))
  const save = useAction(changeReportSettings, { changes: [reportSettings], onDone: () => toast(general.saved) })
  return (
    <Section title={words.when} caption={words.whenCaption}>
      <Form
        action={save}
        go={general.save}
        onSubmit={({ hour, empty, ...fields }) =>
          save.run({
            ...{ org: org.id, hour: readHour(hour), empty: readEmpty(empty) },
            ...{ kinds: readKinds(fields), formats: readAttachments(fields) },
          })
        }
      >
        <SelectField
          {...{ name: 'hour', label: words.hour, hint: words.hourHint, options: hourOptions(words.hourUsual) }}
          defaultValue={data.hour === null ? '' : String(data.hour)}
        />
        <Kinds checked={data.kinds ?? usualKinds} />
        <Attachments checked={data.formats ?? []} />
        <WhenEmpty value={data.empty} />
      </Form>
    </Section>
  )
}

function Kinds({ checked }: { readonly checked: readonly ReportKind[] }) {
  const words = useWords(orgWords)
  return (
    <fieldset className="mb-5">
      <legend className="mb-2 text-cell">
        <b>{words.sent}</b>
        <span className="block text-note text-ink-2">{words.sentHint}</span>
      </legend>
      {reportKinds.map((kind) => (
        <Check key={kind} name={kind} label={words.kinds[kind]} defaultChecked={checked.includes(kind)} />
      ))}
    </fieldset>
  )
}

const readKinds = (fields: Readonly<Record<string, string>>): ReportKind[] =>
  reportKinds.filter((kind) => fields[kind] !== undefined)
