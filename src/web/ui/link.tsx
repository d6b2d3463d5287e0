import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ScreenName, screenEntries } from '../../protocol/screens.ts'
import { useKept } from '../data/kept.ts'
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

/** A link to a screen of the same organisation, and where it is about a person of the same one; its code is loaded as soon as somebody points at it. */
export function ScreenLink({ to, params, search = {}, children, ...rest }: ScreenLinkProps) {
  const kept = useKept()
  const given = { to: toRouterPath(screenEntries[to].path), params, search: { ...kept(to), ...search } }
  return (
    <Link {...(given as { to: string })} activeOptions={{ exact: true, includeSearch: false }} {...rest}>
      {children}
    </Link>
  )
}
