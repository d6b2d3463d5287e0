import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Words of an address, by their names; undefined takes one away. */
export type AddressChange = Readonly<Record<string, string | undefined>>

/**
 * Changes several words of the address at once. What is opened this way is left again by the browser's way back.
 * @returns a function; `replace` leaves no step to go back to
 */
export function useChangeAddress(): (change: AddressChange, replace?: boolean) => void {
  const navigate = useNavigate()
  return useCallback(
    (change, replace = false) =>
      void navigate({
        to: '.',
        search: (old: Record<string, unknown>) => ({ ...old, ...change }),
        replace,
        resetScroll: false,
      } as never),
    [navigate],
  )
}
