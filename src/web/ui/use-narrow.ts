import { useSyncExternalStore } from 'react'

const phones = () => window.matchMedia('(max-width: 699px)')

/** Whether there is only as much room as on a phone. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      const query = phones()
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => phones().matches,
  )
