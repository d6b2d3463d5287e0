import type { Change } from './upsert.ts'

/**
 * Moves a stream's cursor, only ever onwards, and says by how much its clock was ahead. `clock_ahead_ms` is what it was when
 * the writer looked: where it changed meanwhile, no row is.
 */
export const streamChange: Change = {
  table: 'streams',
  columns: [
    ['org_id', 'bigint'],
    ['uuid', 'text'],
    ['device_id', 'bigint'],
    ['clock_ahead_ms', 'bigint'],
    ['cursor', 'bigint'],
    ['last_batch', 'text'],
    ['now_ahead_ms', 'bigint'],
  ],
  keyLength: 4,
  set: `
    clock_ahead_ms = new.now_ahead_ms,
    last_batch = case when streams.cursor < new.cursor then new.last_batch else streams.last_batch end,
    cursor = case when streams.cursor < new.cursor then new.cursor else streams.cursor end`,
}

/** When a device was last heard of; no row where something was erased since the writer looked. */
export const deviceChange: Change = {
  table: 'devices',
  columns: [
    ['org_id', 'bigint'],
    ['id', 'bigint'],
    ['erased_until', 'bigint'],
    ['subjects_mark', 'bigint'],
    ['last_seen_at', 'bigint'],
    ['clock_skew_ms', 'bigint'],
    ['platform', 'text'],
    ['agent_version', 'text'],
  ],
  keyLength: 4,
  set: `last_seen_at = new.last_seen_at, clock_skew_ms = new.clock_skew_ms, platform = new.platform,
    agent_version = new.agent_version`,
}
