import { useSyncExternalStore } from 'react'

const media = { phone: '(max-width: 699px)', tiny: '(max-width: 359px)' }

/** Whether there is only as much room as on a phone, or as on a laptop's screen at 400 %. */
export const useNarrow = (size: keyof typeof media = 'phone'): boolean =>
  useSyncExternalStore(
    (tell) => {
      const query = window.matchMedia(media[size])
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => window.matchMedia(media[size]).matches,
  )
