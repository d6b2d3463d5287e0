import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isDay } from '../../core/time.ts'
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

/** A link to a screen of the same organisation, and where it is about a person of the same one; its code is loaded as soon as somebody points at it. */
export function ScreenLink({ to, params, search = {}, children, ...rest }: ScreenLinkProps) {
  const { org, person, reason, period } = useAddress()
  const entry = screenEntries[to]
  const fits = to !== 'day' || (period !== undefined && isDay(period))
  const kept = entry.ofPerson ? { org, person, reason, period: fits ? period : undefined } : { org }
  const given = { to: toRouterPath(entry.path), params, search: { ...kept, ...search } }
  return (
    <Link {...(given as { to: string })} activeOptions={{ exact: true, includeSearch: false }} {...rest}>
      {children}
    </Link>
  )
}
