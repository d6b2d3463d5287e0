import { sql } from 'drizzle-orm'
import { sumInt, sumKnown } from './sql.ts'
import type { Store } from './store.ts'

/** What an app's days come to, for a select that groups them. */
export const usageSums = ({ t: { usageDays: u } }: Store) => ({
  runningMs: sumInt(u.runningMs),
  cpuMs: sumInt(u.cpuMs),
  launches: sumInt(u.launches),
  memoryKiBSeconds: sumInt(u.memoryKiBSeconds),
  memoryPeakKiB: sql<number>`max(${u.memoryPeakKiB})`.mapWith(Number),
  foregroundMs: sumKnown(u.foregroundMs),
  activeMs: sumKnown(u.activeMs),
  watchingMs: sumKnown(u.watchingMs),
})
