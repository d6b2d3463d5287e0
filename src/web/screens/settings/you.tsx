import { useState } from 'react'
import { isAtLeast } from '../../../core/access.ts'
import { leastIdleAfterMs, mostIdleAfterMs } from '../../../core/presence.ts'
import { locales } from '../../../core/texts/language.ts'
import { minuteMs } from '../../../core/time.ts'
import { changeMe, me } from '../../../protocol/me.ts'
import { org as orgEndpoint } from '../../../protocol/orgs.ts'
import { useMe, useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { placeOf, zoneOptions } from '../../data/zones.ts'
import { HowOthersJoin } from '../../shell/alone.tsx'
import { toast } from '../../shell/toasts.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { Lead } from '../../ui/lead.tsx'
import { Section } from '../../ui/section.tsx'
import { aloneWords } from '../../words/alone.ts'
import { languageNames } from '../../words/languages.ts'
import { settingsWords } from '../../words/settings.ts'
import { orgWords } from '../../words/settings-org.ts'
import { useLocale, useWords } from '../../words/words.ts'
import { Name } from './organisation.tsx'

/** Name, language, zone, and when somebody counts as idle. */
export function YouTab() {
  const words = useWords(settingsWords)
  const others = useWords(aloneWords)
  const { zone } = useMe()
  const { nameTitle: orgName } = useWords(orgWords)
  const { org, personal } = useSelf()
  return (
    <>
      <Lead>{words.youLead(placeOf(zone))}</Lead>
      <Profile />
      <Idle />
      {personal && !org.demo && isAtLeast(org.role, 'admin') && (
        <>
          <Section title={others.section} caption={others.caption}>
            <HowOthersJoin />
          </Section>
          <Name title={orgName} />
        </>
      )}
    </>
  )
}

function Profile() {
  const words = useWords(settingsWords)
  const locale = useLocale()
  const self = useMe()
  const save = useAction(changeMe, {
    // An organisation of one goes by their name.
    changes: [me, orgEndpoint],
    fields: ['name', 'zone', 'locale'],
    onDone: () => toast(words.saved),
  })
  return (
    <Section title={words.profile}>
      <Form
        action={save}
        go={words.save}
        onSubmit={({ name = '', zone = '', locale: language }) =>
          save.run({ name, zone, locale: locales.find((one) => one === language) })
        }
      >
        <TextField
          {...{ name: 'name', label: words.name, hint: words.nameHint, autoComplete: 'name', maxLength: 100 }}
          defaultValue={self.name}
          problem={save.problemAt('name')}
        />
        <SelectField
          {...{ name: 'locale', label: words.language }}
          key={locale}
          options={locales.map((value) => ({ value, text: languageNames[value] }))}
          defaultValue={locale}
          problem={save.problemAt('locale')}
        />
        <SelectField
          {...{ name: 'zone', label: words.zone, hint: words.zoneHint }}
          options={zoneOptions(self.zone)}
          defaultValue={self.zone}
          problem={save.problemAt('zone')}
        />
      </Form>
    </Section>
  )
}

/** The server keeps milliseconds, and takes parts of minutes from who asks it for them; here nobody means 2.5 of them. */
const isOffered = (minutes: string) =>
  /^\d+$/.test(minutes.trim()) && Number(minutes) >= least && Number(minutes) <= most
const least = leastIdleAfterMs / minuteMs
const most = mostIdleAfterMs / minuteMs

function Idle() {
  const [refused, setRefused] = useState(false)
  const words = useWords(settingsWords)
  const { idleAfterMs } = useMe()
  const save = useAction(changeMe, {
    changes: [me],
    fields: ['idleAfterMs'],
    onDone: () => toast(words.idleSaved),
  })
  return (
    <Section title={words.idle} caption={words.idleCaption}>
      <Form
        action={save}
        go={words.save}
        onSubmit={({ minutes = '' }) => {
          save.reset()
          setRefused(!isOffered(minutes))
          if (isOffered(minutes)) save.run({ idleAfterMs: Number(minutes) * minuteMs })
        }}
      >
        <TextField
          {...{ name: 'minutes', label: words.idleField, type: 'number', inputMode: 'numeric' }}
          min={least}
          max={most}
          defaultValue={idleAfterMs / minuteMs}
          hint={`${words.idleHint} ${words.idleAfter}`}
          problem={refused || save.problemAt('idleAfterMs') ? words.idleProblem : undefined}
        />
      </Form>
    </Section>
  )
}
