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
      { keys: '?', says: words.showShortcuts, run: () => setOpen(true) },
      {
        keys: '/',
        says: words.search,
        run: () => void navigate({ to: screens.search.path, search: kept.current('search') as never }),
      },
      ...(shown.split(' ') as ScreenName[]).map((name) => ({
        keys: `g ${goKeys[name]}`,
        says: words.goTo(words.screens[name]),
        run: () => void navigate({ to: toRouterPath(screenEntries[name].path), search: kept.current(name) as never }),
      })),
    ],
    [words, shown, navigate],
  )
  useShortcuts(everywhere)
  useEffect(listenForShortcuts, [])
  return (
    <Dialog title={words.shortcuts} open={open} onClose={() => setOpen(false)}>
      <ShortcutList />
    </Dialog>
  )
}

function ShortcutList() {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-5 gap-y-2">
      {useAllShortcuts().map(({ keys, says }) => (
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
  )
}
