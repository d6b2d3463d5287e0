import { type ScreenName, screenEntries } from '../../protocol/screens.ts'
import { isShown, type Self, useSelf } from '../data/self.ts'
import { ScreenLink } from '../ui/link.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { navigation } from './navigation.ts'
import { OrgSwitch, Preferences } from './preferences.tsx'
import { Recording } from './recording.tsx'

/** The groups of the rail that have anything for whoever looks. */
export const shownGroups = (self: Self) =>
  navigation
    .map(({ group, screens }) => ({ group, screens: screens.filter((screen) => isShown(screen, self)) }))
    .filter(({ screens }) => screens.length > 0)

/** The way to every screen. @param onGo a menu that covers the page closes */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const words = useWords(shellWords)
  const groups = shownGroups(useSelf())
  return groups.map(({ group, screens }) => (
    <div key={group} className="mb-5">
      {groups.length > 1 && <p className="mb-1 text-label text-ink-3">{words.groups[group]}</p>}
      <ul>
        {screens.map((screen: ScreenName) => (
          <li key={screen} data-path={screenEntries[screen].path}>
            <ScreenLink to={screen} className="rail-link" {...(onGo && { onClick: onGo })}>
              {words.screens[screen]}
            </ScreenLink>
          </li>
        ))}
      </ul>
    </div>
  ))
}

/** Beside the sheet on wide screens. */
export function Rail() {
  const words = useWords(shellWords)
  return (
    <div className="no-print hidden min-h-dvh px-6 py-8 pl-8 text-cell lg:block">
      <div className="sticky top-8 flex max-h-[calc(100dvh-4rem)] flex-col overflow-y-auto pl-3 -ml-3">
        <ScreenLink to="overview" className="mb-7 block font-semibold text-ink no-underline">
          usage-audit
        </ScreenLink>
        <OrgSwitch />
        <nav aria-label={words.navigation}>
          <Navigation />
        </nav>
        <Recording />
        <Preferences />
      </div>
    </div>
  )
}
