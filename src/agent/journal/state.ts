import * as z from 'zod'
import { erasedCounts } from '../../protocol/policy.ts'
import { burdens } from '../manners.ts'
import { toJson } from '../request.ts'
import type { JournalDb } from './open.ts'

/** What a running agent leaves for `agent status`; it stays on this computer. Absent is what nobody told yet. */
const state = z.object({
  /** How the desktop is watched; null: there is none to watch. */
  presence: z.string().nullable(),
  pace: z.object({ sampleMs: z.number(), why: z.enum(burdens).nullable() }),
  /** The server works in the same process, so that what is metered is of both. */
  withServer: z.boolean(),
  /** The server's clock less this computer's, and when that was seen. */
  serverClock: z.object({ aheadMs: z.number(), at: z.number() }),
  /** Orders to erase that the server does not know to be done, by id. */
  erasures: z.record(z.string(), z.object({ until: z.number(), counts: erasedCounts, done: z.boolean() })),
  /** Since when no upload succeeds; null while they do. */
  failingSince: z.number().nullable(),
})
export type AgentState = z.output<typeof state>

/** Writes what is new of it. */
export function saveState(db: JournalDb, given: Partial<AgentState>): void {
  const save = db.prepare(
    `insert into state values (?, ?) on conflict do update set value = excluded.value where value <> excluded.value`,
  )
  for (const [name, value] of Object.entries(given)) save.run(name, JSON.stringify(value))
}

/** What is there of it; what cannot be understood is not there, nor is anything in a journal of an older version. */
export function readState(db: JournalDb): Partial<AgentState> {
  if (!hasTable(db, 'state')) return {}
  const rows = db.prepare<[], { name: string; value: string }>('select name, value from state').all()
  const entries = rows.flatMap(({ name, value }) => {
    const shape = state.shape[name as keyof AgentState]
    const parsed = shape?.safeParse(toJson(value))
    return parsed?.success ? [[name, parsed.data]] : []
  })
  return Object.fromEntries(entries)
}

export const hasTable = (db: JournalDb, name: string): boolean =>
  db.prepare("select 1 from sqlite_schema where type = 'table' and name = ?").get(name) !== undefined
