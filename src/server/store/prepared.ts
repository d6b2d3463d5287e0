import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { Store } from './store.ts'

/** A query with placeholders. */
export interface Prepared<R> {
  execute(values: Record<string, unknown>): Promise<R>
}

/** What is asked again and again: each store builds the query once, which takes longer than most answers do. */
export function prepareOnce<Q>(build: (store: Store) => Q): (store: Store) => Q {
  const prepared = new WeakMap<Store, Q>()
  return (store) => {
    const query = prepared.get(store) ?? build(store)
    prepared.set(store, query)
    return query
  }
}

/** A column's value is in a list whose length the query does not know. @param name of the placeholder, which `toList` gives its value */
export const isAmong = ({ dialect }: Store, column: AnyColumn, name: string): SQL =>
  dialect === 'sqlite'
    ? sql`${column} in (select value from json_each(${sql.placeholder(name)}))`
    : sql`${column} = any(${sql.placeholder(name)})`

/** A list as `isAmong` takes it. */
export const toList = ({ dialect }: Store, values: Iterable<number | string>) =>
  dialect === 'sqlite' ? JSON.stringify([...values]) : [...values]
