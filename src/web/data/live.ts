import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { planCall } from '../../protocol/client.ts'
import { liveToday, myLive } from '../../protocol/usage.ts'
import { useSelf } from './self.ts'
import { useWhose } from './usage.ts'

/**
 * Asks anew for what is of today whenever the server says that it changed, while somebody looks.
 * @param on only where today is shown
 * @param paths of the endpoints whose answers are another then; not made anew at each call
 */
export function useLive(on: boolean, paths: readonly string[]): void {
  const { org } = useSelf()
  const whose = useWhose()
  const queries = useQueryClient()
  const key = paths.join(' ')
  const own = on && whose === undefined
  useEffect(() => {
    if (!own) return
    const source = new EventSource(planCall(myLive, { org: org.id }).url)
    let before: string | undefined
    source.addEventListener('today', ({ data }: MessageEvent<string>) => {
      if (!liveToday.safeParse(JSON.parse(data)).success) return
      // The first says how it stands, which is known already.
      if (before !== undefined && before !== data)
        for (const path of key.split(' ')) void queries.invalidateQueries({ queryKey: [path] })
      before = data
    })
    return () => source.close()
  }, [own, org.id, key, queries])
}
