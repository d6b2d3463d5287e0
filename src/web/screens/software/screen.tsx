import { isAtLeast } from '../../../core/access.ts'
import { useParam } from '../../data/param.ts'
import { useSelf } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import { softwareWords } from '../../words/software.ts'
import { useWords } from '../../words/words.ts'
import { LicencesTab } from './licences-tab.tsx'
import { SoftwareTab } from './software-tab.tsx'

const tabs = ['software', 'licences'] as const

/** What is installed and used in the organisation; and for admins what is paid for it. */
export function Screen() {
  const words = useWords(softwareWords)
  const { org } = useSelf()
  const [tab] = useParam('tab', tabs[0] as string)
  const pays = isAtLeast(org.role, 'admin')
  const shown = pays && tab === 'licences' ? 'licences' : 'software'
  return (
    <>
      <ScreenHead
        title={shown === 'licences' ? `${words.title} · ${words.tabs.licences}` : words.title}
        shown={words.title}
      />
      {pays ? (
        <ScreenTabs
          label={words.views}
          tabs={tabs.map((value) => ({ value, text: words.tabs[value] }))}
          current={shown}
        />
      ) : (
        <div className="mt-8" />
      )}
      {shown === 'licences' ? <LicencesTab /> : <SoftwareTab />}
    </>
  )
}
