import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { planCall } from '../../protocol/client.ts'
import { type LiveToday, myLive } from '../../protocol/usage.ts'
import { useSelf } from './self.ts'
import { useWhose } from './usage.ts'

/** What a screen says of today. */
export type ShownToday = Pick<LiveToday, 'recordedMs' | 'activeMs'> | undefined

/**
 * Asks anew for what is of today whenever the server says that it is another, while somebody looks.
 * @param on only where today is shown
 * @param path of the endpoint whose answer is another then
 * @param shown what the screen says of today now: as long as the server says the same, nothing is asked for
 */
export function useLive(on: boolean, path: string, shown: ShownToday): void {
  const { org } = useSelf()
  const whose = useWhose()
  const queries = useQueryClient()
  const now = useRef(shown)
  useEffect(() => {
    now.current = shown
  })
  const own = on && whose === undefined
  useEffect(() => {
    if (!own) return
    const source = new EventSource(planCall(myLive, { org: org.id }).url)
    source.addEventListener('today', ({ data }: MessageEvent<string>) => {
      const { recordedMs, activeMs } = JSON.parse(data) as LiveToday
      if (now.current?.recordedMs === recordedMs && now.current.activeMs === activeMs) return
      void queries.invalidateQueries({ queryKey: [path] })
    })
    return () => source.close()
  }, [own, org.id, path, queries])
}
