import { isAtLeast } from '../../../core/access.ts'
import { useParam } from '../../data/param.ts'
import { useMe, useOrgId } from '../../data/self.ts'
import { ScreenHead } from '../../shell/head.tsx'
import { ScreenTabs } from '../../ui/screen-tabs.tsx'
import { accountWords } from '../../words/account.ts'
import { useWords } from '../../words/words.ts'
import { CloseTab } from './close.tsx'
import { ProgramsTab } from './programs.tsx'
import { SignInsTab } from './sign-ins.tsx'
import { WaysTab } from './ways.tsx'

const parts = {
  ways: WaysTab,
  'sign-ins': SignInsTab,
  programs: ProgramsTab,
  close: CloseTab,
} as const
type Tab = keyof typeof parts

/** The ways in, where one is signed in, programs that call, and the end of it. There for who belongs to no organisation too. */
export function Screen() {
  const words = useWords(accountWords)
  const org = useOrg()
  const shown = (Object.keys(parts) as Tab[]).filter(
    (tab) => (tab !== 'programs' || (org && isAtLeast(org.role, 'admin'))) && (tab !== 'close' || org),
  )
  const [named] = useParam('tab')
  const tab = shown.find((one) => one === named) ?? 'ways'
  const Part = parts[tab]
  return (
    <>
      <ScreenHead title={`${words.tabs[tab]} · ${words.title}`} shown={words.title} />
      <ScreenTabs
        label={words.tabsLabel}
        tabs={shown.map((value) => ({ value, text: words.tabs[value] }))}
        current={tab}
      />
      <Part />
    </>
  )
}

/** The organisation that the address names, if there is any. */
function useOrg() {
  const id = useOrgId()
  return useMe().organisations.find((one) => one.id === id)
}
