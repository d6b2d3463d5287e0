import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AddressChange } from '../data/change-address.ts'

interface HereLinkProps {
  /** What its address says otherwise than this one. */
  readonly change: AddressChange
  readonly className?: string
  readonly 'aria-label'?: string
  readonly onClick?: () => void
  readonly children: ReactNode
}

/** A link to the same screen with something more opened in it: a row, a tab, a form. */
export const HereLink = ({ change, children, ...rest }: HereLinkProps) => (
  <Link
    {...({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...change }) } as unknown as { to: string })}
    resetScroll={false}
    {...rest}
  >
    {children}
  </Link>
)
