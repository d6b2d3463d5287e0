import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ScreenName, screenEntries } from '../../protocol/screens.ts'
import { useAddress } from '../data/param.ts'
import { toRouterPath } from '../data/router-path.ts'

export interface ScreenLinkProps {
  readonly to: ScreenName
  /** What stands in its path after a colon. */
  readonly params?: Readonly<Record<string, string>>
  /** What its address says besides the organisation. */
  readonly search?: Readonly<Record<string, string | undefined>>
  readonly className?: string
  readonly children: ReactNode
  readonly onClick?: () => void
  readonly 'aria-label'?: string
  readonly rel?: string
}

/** A link to a screen of the same organisation; its code is loaded as soon as somebody points at it. */
export function ScreenLink({ to, params, search = {}, children, ...rest }: ScreenLinkProps) {
  const { org } = useAddress()
  const given = { to: toRouterPath(screenEntries[to].path), params, search: { org, ...search } }
  return (
    <Link {...(given as { to: string })} activeOptions={{ exact: true, includeSearch: false }} {...rest}>
      {children}
    </Link>
  )
}
