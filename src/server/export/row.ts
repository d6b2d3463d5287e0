import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'

export type Tables = Store['t']

/** A row of a table, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

/** What of a table is about a person, a page at a time. */
export interface Reader {
  (store: Store, person: PersonKey): AsyncIterable<readonly Row[]>
  /** How many rows that are. */
  count(store: Store, person: PersonKey): Promise<number>
}
