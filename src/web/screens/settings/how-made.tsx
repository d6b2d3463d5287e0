import { useSuspenseQuery } from '@tanstack/react-query'
import { query } from '../../../protocol/client.ts'
import { org as orgEndpoint } from '../../../protocol/orgs.ts'
import { changeReportSettings, reportSettings } from '../../../protocol/subscriptions.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { Form } from '../../ui/form.tsx'
import { Section } from '../../ui/section.tsx'
import { settingsWords } from '../../words/settings.ts'
import { orgWords } from '../../words/settings-org.ts'
import { useWords } from '../../words/words.ts'
import { readWeekStart, WeekStart } from './week-start.tsx'
import { readEmpty, WhenEmpty } from './when-empty.tsx'

/** Where there is nobody else: what of an organisation’s settings one’s own reports need. */
export function HowMade() {
  const words = useWords(orgWords)
  const { save: go, saved } = useWords(settingsWords)
  const { org } = useSelf()
  const { data } = useSuspenseQuery(query(reportSettings, { org: org.id }))
  const save = useAction(changeReportSettings, { changes: [reportSettings, orgEndpoint], onDone: () => toast(saved) })
  return (
    <Section title={words.made}>
      <Form
        action={save}
        go={go}
        onSubmit={({ weekStart, empty }) =>
          save.run({ org: org.id, weekStart: readWeekStart(weekStart), empty: readEmpty(empty) })
        }
      >
        <WeekStart value={data.weekStart} problem={undefined} />
        <WhenEmpty value={data.empty} />
      </Form>
    </Section>
  )
}
