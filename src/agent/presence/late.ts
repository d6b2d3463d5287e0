import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenPresence, PresenceSource } from './presence.ts'

/**
 * Watches a desktop that may come after the agent: a service starts at log-in, before there is a window. It is looked for until
 * it is found; then it is that source's own affair to find it again.
 * @param find what throws, finds nothing
 */
export const openLate =
  (find: () => Promise<OpenPresence | undefined>, everyMs: number): OpenPresence =>
  (events, readClocks) => {
    const closing = new AbortController()
    let source: PresenceSource | undefined
    const looking = (async () => {
      while (!closing.signal.aborted) {
        const open = await find().catch(() => undefined)
        if (closing.signal.aborted) return
        source = open?.(events, readClocks)
        if (source) return
        await sleep(everyMs, undefined, { signal: closing.signal, ref: false }).catch(() => {})
      }
    })()
    return {
      get name() {
        return source?.name ?? ''
      },
      close: async () => {
        closing.abort()
        await looking
        await source?.close()
      },
    }
  }
