import { Link } from '@tanstack/react-router'
import { useAddress } from '../data/param.ts'

interface ScreenTabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly { readonly value: T; readonly text: string }[]
  readonly current: T
  /** Words of the address that are about every part. */
  readonly keep?: readonly string[]
}

/** The parts of a screen, each with an address of its own (`?tab=sign-ins`); the first is the screen’s own address. */
export function ScreenTabs<T extends string>({ label, tabs, current, keep = [] }: ScreenTabsProps<T>) {
  const address = useAddress()
  const kept = Object.fromEntries(['org', ...keep].map((name) => [name, address[name]]))
  return (
    <nav aria-label={label} className="no-print mt-5 mb-8 flex flex-wrap gap-x-6 border-b border-rule text-cell">
      {tabs.map(({ value, text }, i) => {
        const search = { ...kept, tab: i === 0 ? undefined : value }
        return (
          <Link
            key={value}
            {...({ to: '.', search } as { to: string })}
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={{}}
            aria-current={value === current ? 'page' : undefined}
            className={`-mb-px border-b-2 py-[9px] no-underline hover:text-ink ${value === current ? 'border-data font-semibold text-ink' : 'border-transparent text-ink-2'}`}
          >
            {text}
          </Link>
        )
      })}
    </nav>
  )
}
