import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type ScreenName, screenEntries, screens } from '../../protocol/screens.ts'
import { useKept } from '../data/kept.ts'
import { toRouterPath } from '../data/router-path.ts'
import { isShown, useSelf } from '../data/self.ts'
import { Dialog } from '../ui/dialog.tsx'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { goKeys } from './navigation.ts'
import { listenForShortcuts, type Shortcut, useAllShortcuts, useShortcuts } from './shortcuts.ts'

/** The keys that work everywhere, and the list of all that work here. */
export function Keys() {
  const words = useWords(shellWords)
  const self = useSelf()
  const keep = useKept()
  const kept = useRef(keep)
  useEffect(() => {
    kept.current = keep
  })
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const names = Object.keys(goKeys).filter((name) => isShown(name as ScreenName, self)) as ScreenName[]
  const shown = names.join(' ')
  const everywhere = useMemo<readonly Shortcut[]>(
    () => [
      { keys: '?', says: words.showShortcuts, group: 'everywhere', run: () => setOpen(true) },
      {
        keys: '/',
        says: words.search,
        group: 'everywhere',
        run: () => void navigate({ to: screens.search.path, search: kept.current('search') as never }),
      },
      ...(shown.split(' ') as ScreenName[]).map((name) => ({
        keys: `g ${goKeys[name]}`,
        says: words.screens[name],
        group: 'go' as const,
        run: () => void navigate({ to: toRouterPath(screenEntries[name].path), search: kept.current(name) as never }),
      })),
    ],
    [words, shown, navigate],
  )
  useShortcuts(everywhere)
  useEffect(listenForShortcuts, [])
  return (
    <Dialog title={words.shortcuts} open={open} onClose={() => setOpen(false)} wide>
      <ShortcutList />
    </Dialog>
  )
}

/** What works here and everywhere at the left, the way to the screens at the right. */
function ShortcutList() {
  const words = useWords(shellWords)
  const all = useAllShortcuts()
  const part = (group: 'here' | 'everywhere' | 'go') => (
    <ShortcutPart
      title={words.shortcutGroups[group]}
      shortcuts={all.filter((one) => (one.group ?? 'here') === group)}
    />
  )
  return (
    <div className="grid items-start gap-x-12 gap-y-6 sm:grid-cols-2">
      <div className="grid gap-y-6">
        {part('here')}
        {part('everywhere')}
      </div>
      {part('go')}
    </div>
  )
}

function ShortcutPart({ title, shortcuts }: { readonly title: string; readonly shortcuts: readonly Shortcut[] }) {
  if (shortcuts.length === 0) return null
  return (
    <section>
      <h3 className="mb-2 border-b border-rule pb-1 text-label text-ink-3">{title}</h3>
      <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-baseline gap-y-[6px] text-cell">
        {shortcuts.map(({ keys, says }) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1">
              {keys.split(' ').map((key) => (
                <kbd key={key} className="min-w-6 border border-axis px-[6px] py-px text-center text-note">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
