import type { OpenPresence, PresenceSource } from './presence.ts'

/** Watching that is begun anew when it has to tell more, or may tell less. */
export interface Reopening {
  readonly open: OpenPresence
  /** Looks whether titles have to be known, and follows; to be called now and then. */
  follow(): void
}

/**
 * Asks a desktop for titles only while they have to be known: a rule that comes later may look at them.
 * @param choose the way to watch with titles or without
 * @returns undefined where there is nothing to watch
 */
export async function reopenForTitles(
  choose: (titles: boolean) => Promise<OpenPresence | undefined>,
  needsTitles: () => boolean,
): Promise<Reopening | undefined> {
  let titles = needsTitles()
  const first = await choose(titles)
  if (!first) return undefined
  let watching: { readonly source: PresenceSource; again(open: OpenPresence): PresenceSource } | undefined
  let changing: Promise<void> | undefined

  const change = async (wanted: boolean) => {
    const next = await choose(wanted)
    const { source, again } = watching!
    if (!next) return
    await source.close()
    watching = { source: again(next), again }
    titles = wanted
  }
  return {
    open: (events, readClocks) => {
      const again = (open: OpenPresence) => open(events, readClocks)
      watching = { source: again(first), again }
      return {
        get name() {
          return watching!.source.name
        },
        close: async () => {
          await changing
          await watching!.source.close()
          watching = undefined
        },
      }
    },
    follow: () => {
      const wanted = needsTitles()
      if (!watching || changing || wanted === titles) return
      changing = change(wanted)
        .catch(() => {}) // the former goes on, and the next look tries again
        .finally(() => {
          changing = undefined
        })
    },
  }
}
