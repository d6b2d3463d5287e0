import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useAddress } from '../data/param.ts'

/** So much of the tab before is left to see, in pixels: it says that there is one. */
const edge = 32

interface ScreenTabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly { readonly value: T; readonly text: string }[]
  readonly current: T
  /** Words of the address that are about every part. */
  readonly keep?: readonly string[]
}

/**
 * The parts of a screen, each with an address of its own (`?tab=sign-ins`); the first is the screen’s own address. They stand on one line,
 * which scrolls where they have no room, to the one that is open.
 */
export function ScreenTabs<T extends string>({ label, tabs, current, keep = [] }: ScreenTabsProps<T>) {
  const address = useAddress()
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves when another part opens
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && nav.current) nav.current.scrollLeft = here.offsetLeft - nav.current.offsetLeft - edge
  }, [current])
  const kept = Object.fromEntries(['org', ...keep].map((name) => [name, address[name]]))
  return (
    <nav ref={nav} aria-label={label} className="tab-bar no-print mt-5 mb-8 text-cell">
      {tabs.map(({ value, text }, i) => {
        const search = { ...kept, tab: i === 0 ? undefined : value }
        return (
          <Link
            key={value}
            {...({ to: '.', search } as { to: string })}
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{}}
            aria-current={value === current ? 'page' : undefined}
            className={`border-b-2 py-[9px] no-underline hover:text-ink ${value === current ? 'border-data font-semibold text-ink' : 'border-transparent text-ink-2'}`}
          >
            {text}
          </Link>
        )
      })}
    </nav>
  )
}
