import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What an address says, as plain words. */
export const useAddress = (): Readonly<Record<string, string>> => useSearch({ strict: false })

/**
 * One word of the address (`?sort=cpu`), so that every state can be linked to, and how to change it. Nothing stands there where it is
 * as usual.
 * @param way `step` where the browser's way back undoes the change, as of a period or a tab; what one types, sorts or narrows leaves
 * no step
 */
export function useParam<U extends string | undefined = undefined>(
  name: string,
  usual?: U,
  way: 'replace' | 'step' = 'replace',
): readonly [string | U, (value: string | undefined) => void] {
  const value = useAddress()[name]
  const navigate = useNavigate()
  const change = useCallback(
    (next: string | undefined) =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => ({ ...old, [name]: next === usual ? undefined : next }),
        replace: way === 'replace',
        resetScroll: false,
      } as never),
    [name, usual, way, navigate],
  )
  return [value ?? (usual as U), change]
}
