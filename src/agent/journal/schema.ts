import Database from 'better-sqlite3'

/**
 * What an empty file needs to become a journal, step by step; one that an older version wrote takes the steps it lacks. A step
 * that was released is never edited.
 *
 * Rows carry absolute values that only grow within their stream, and the `rev` of their last change: one counter for the whole
 * journal, kept in `counters`, never counted from the rows. `refused` is why the server will never take a row.
 */
export const steps: readonly string[] = [
  `
  create table counters (name text primary key, value integer not null) without rowid;
  insert into counters values ('rev', 0);
  create table streams (
    id integer primary key,
    uuid text not null unique,
    predecessor text,
    predecessor_rev integer,
    started_at integer not null,
    acked integer
  );
  create table subjects (
    id integer primary key,
    kind text not null,
    key text not null,
    name text not null,
    unique (kind, key)
  );
  create table process_hours (
    stream integer not null,
    subject integer not null,
    hour integer not null,
    running_ms integer not null,
    cpu_ms integer not null,
    launches integer not null,
    memory_kib_seconds integer not null,
    memory_peak_kib integer not null,
    samples integer not null,
    rev integer not null,
    refused text,
    primary key (stream, hour, subject)
  ) without rowid;
  create index process_hours_rev on process_hours (rev);
  create index process_hours_hour on process_hours (hour);
  create table spans (
    stream integer not null,
    source text not null,
    start integer not null,
    end integer not null,
    subject integer,
    detail text,
    rev integer not null,
    refused text,
    primary key (stream, source, start)
  ) without rowid;
  create index spans_rev on spans (rev);
  create table gaps (
    stream integer not null,
    start integer not null,
    end integer not null,
    reason text not null,
    rev integer not null,
    refused text,
    primary key (stream, start)
  ) without rowid;
  create index gaps_rev on gaps (rev);
  create table uploads (
    id integer primary key check (id = 1),
    tried_at integer,
    succeeded_at integer,
    rows integer not null,
    error text
  );
  insert into uploads values (1, null, null, 0, null);
`,
  // What recording itself costs and how it stands: for `agent status` on this computer, never uploaded.
  `
  create table meters (
    hour integer primary key,
    metered_ms integer not null,
    cpu_ms integer not null,
    memory_kib_seconds integer not null,
    memory_peak_kib integer not null,
    written_bytes integer,
    sent_bytes integer not null
  );
  create table state (name text primary key, value text not null) without rowid;
`,
]

/** What a sound journal of a version says of its own tables, in order. */
export function readSchema(db: Database.Database): string {
  const rows = db.prepare<[], { said: string }>(
    "select name || ' ' || ifnull(sql, '') as said from sqlite_schema order by name",
  )
  return rows
    .all()
    .map(({ said }) => said)
    .join('\n')
}

export function schemaOfVersion(version: number): string {
  const db = new Database(':memory:')
  for (const step of steps.slice(0, version)) db.exec(step)
  const schema = readSchema(db)
  db.close()
  return schema
}
