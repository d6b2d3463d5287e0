import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AddressChange } from '../data/change-address.ts'

interface HereLinkProps {
  /** What its address says otherwise than this one. */
  readonly change: AddressChange
  readonly className?: string
  /** The one thing to do on a screen, which opens a form. */
  readonly filled?: boolean
  readonly 'aria-label'?: string
  readonly onClick?: () => void
  readonly children: ReactNode
}

const button =
  'inline-block rounded-control bg-button px-4 py-[7px] text-cell font-semibold text-button-ink no-underline hover:brightness-110'

/** A link to the same screen with something more opened in it: a row, a tab, a form. */
export const HereLink = ({ change, filled = false, className = '', children, ...rest }: HereLinkProps) => (
  <Link
    {...({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...change }) } as unknown as { to: string })}
    resetScroll={false}
    className={filled ? `${button} ${className}` : className}
    {...rest}
  >
    {children}
  </Link>
)
