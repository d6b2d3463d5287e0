import type { App } from '../../core/apps.ts'
import { isToConfirm } from '../../core/installed.ts'
import { dayMs, minuteMs } from '../../core/time.ts'
import type { InstalledDetail } from '../../protocol/batches.ts'
import type { SpanEntry } from '../journal/journal.ts'
import type { JournalDb } from '../journal/open.ts'

/** A program that is installed. */
export interface FoundApp {
  readonly app: App
  readonly detail: InstalledDetail
}

/** Lists the programs that are installed, in pieces between which others have their turn. */
export type ReadInstalled = () => Promise<readonly FoundApp[]>

/** Tells what is installed. What could not be written is told again the next day. */
export interface InstalledWatch {
  /** What is to be written now; looks about once a day, and never makes the caller wait. */
  take(now: number): readonly SpanEntry[]
}

/** Where it is read and written. */
export interface InstalledOptions {
  readonly journal: { readonly db: JournalDb }
  readonly read: ReadInstalled
  onError(error: unknown): void
}

/** A start of the agent, often a log-in, is busy enough. */
const firstMs = 2 * minuteMs
const maxApps = 2_000

/** Looks two minutes after the first call, and then daily. */
export function createInstalledWatch({ journal, read, onError }: InstalledOptions): InstalledWatch {
  let dueAt: number | undefined
  let found: readonly FoundApp[] = []
  const look = async () => {
    found = (await read()).slice(0, maxApps)
  }
  return {
    take: (now) => {
      dueAt ??= now + firstMs
      // A clock that was set back must not put it off.
      if (now >= dueAt || dueAt - now > dayMs) {
        dueAt = now + dayMs
        look().catch(onError)
      }
      const apps = found
      found = []
      try {
        return apps.length === 0 ? [] : toSpans(findUntold(journal.db, apps, now), now)
      } catch (error) {
        onError(error) // a sample must not be lost for it
        return []
      }
    },
  }
}

/** What the journal does not say yet, says otherwise, or said too long ago. What it told once may be pruned: then it is told again. */
function findUntold(db: JournalDb, found: readonly FoundApp[], now: number): FoundApp[] {
  const rows = db
    .prepare<[], { key: string; detail: string; at: number }>(
      `select b.key, r.detail, max(r.start) as at from spans r join subjects b on b.id = r.subject
       where r.source = 'installed' group by b.key`,
    )
    .all()
  const told = new Map(rows.map((row) => [row.key, row]))
  return found.filter(({ app, detail }) => {
    const last = told.get(app.key)
    return !last || last.detail !== JSON.stringify(detail) || isToConfirm(last.at, now)
  })
}

/** A millisecond for each, the last one now: no two spans of a source start at one instant. */
const toSpans = (apps: readonly FoundApp[], now: number): SpanEntry[] =>
  apps.map(({ app, detail }, i) => {
    const start = now - apps.length + i
    return { source: 'installed', app, detail, start, end: start + 1 }
  })
