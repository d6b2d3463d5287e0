import type { ComponentType } from 'react'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import { settingsWords } from '../../words/settings.ts'
import { useWords } from '../../words/words.ts'
import { MailTab } from './mail.tsx'
import { OrganisationTab } from './organisation.tsx'
import { OwnReportsTab } from './own-reports.tsx'
import { PrivacyTab } from './privacy/privacy.tsx'
import { RetentionTab } from './retention.tsx'
import { ScheduleTab } from './schedule.tsx'
import { type Tab, tabsFor } from './tabs.ts'
import { YouTab } from './you.tsx'

const parts: Readonly<Record<Tab, ComponentType>> = {
  you: YouTab,
  reports: OwnReportsTab,
  organisation: OrganisationTab,
  schedule: ScheduleTab,
  mail: MailTab,
  privacy: PrivacyTab,
  retention: RetentionTab,
}

/** What one decides of oneself, and whoever runs the organisation, for all. */
export function Screen() {
  const words = useWords(settingsWords)
  const shown = tabsFor(useSelf())
  const [named] = useParam('tab')
  const tab = shown.find((one) => one === named) ?? 'you'
  const Part = parts[tab]
  return (
    <>
      <ScreenHead title={`${words.tabs[tab]} · ${words.title}`} shown={words.title} />
      <ScreenTabs
        label={words.tabsLabel}
        tabs={shown.map((value) => ({ value, text: words.tabs[value] }))}
        current={tab}
      />
      <Part key={tab} />
    </>
  )
}
