import { useLocation } from '@tanstack/react-router'
import { type ScreenName, screenEntries } from '../../protocol/screens.ts'
import { screenAt } from '../data/screen-at.ts'
import { isShown, type Self, useSelf } from '../data/self.ts'
import { ScreenLink } from '../ui/link.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { navigation, within } from './navigation.ts'
import { OrgSwitch, Preferences } from './preferences.tsx'
import { Recording } from './recording.tsx'

/** The groups of the rail that have anything for whoever looks. */
export const shownGroups = (self: Self) =>
  (self.personal ? withoutMany(navigation) : navigation)
    .map(({ group, screens }) => ({ group, screens: screens.filter((screen) => isShown(screen, self)) }))
    .filter(({ screens }) => screens.length > 0)

/** Where there is nobody else, what organisations look after is one's own. */
const withoutMany = (groups: typeof navigation): typeof navigation => {
  const many = groups.flatMap(({ group, screens }) => (group === 'many' ? screens : []))
  return groups.flatMap(({ group, screens }) =>
    group === 'many' ? [] : [{ group, screens: group === 'you' ? [...many, ...screens] : screens }],
  )
}

/** The way to every screen. @param onGo a menu that covers the page closes */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const words = useWords(shellWords)
  const groups = shownGroups(useSelf())
  const here = screenAt(useLocation().pathname)
  const shownFor = here && within[here]
  return groups.map(({ group, screens }) => (
    <div key={group} className="nav-group">
      {groups.length > 1 && <p className="mb-1 text-label text-ink-3">{words.groups[group]}</p>}
      <ul>
        {screens.map((screen: ScreenName) => (
          <li key={screen} data-path={screenEntries[screen].path}>
            <ScreenLink
              to={screen}
              className={screen === shownFor ? 'rail-link rail-here' : 'rail-link'}
              {...(onGo && { onClick: onGo })}
            >
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
    <div className="no-print hidden min-h-dvh text-cell lg:block">
      <div className="rail">
        <ScreenLink to="overview" className="mb-5 block font-semibold text-ink no-underline">
          usage-audit
        </ScreenLink>
        <OrgSwitch />
        <nav aria-label={words.navigation}>
          <Navigation />
        </nav>
        <div className="mt-auto">
          <Recording />
          <Preferences />
        </div>
      </div>
    </div>
  )
}
