import * as z from 'zod'
import { watchedSources } from '../core/clocks.ts'
import { titleLength } from '../core/redact/redact.ts'
import { dayMs, hourMs } from '../core/time.ts'
import { gapReasons } from '../core/usage.ts'
import { endpoint } from './endpoint.ts'

/** What one request may carry. */
export const batchLimits = {
  rows: 500,
  /** As it travels. */
  bytes: 1_000_000,
  /** Once inflated. */
  inflatedBytes: 8_000_000,
  /** How deep its JSON may nest. */
  depth: 32,
  subjects: 1_000,
  streams: 2_000,
  nameLength: 200,
  keyLength: 1_000,
  detailLength: 4_000,
  /** Agents cut spans at each UTC midnight. */
  spanMs: 25 * hourMs,
  /** Agents cut longer gaps. */
  gapMs: 31 * dayMs,
} as const

/**
 * What a span says was true from its start to its end, for one source at most one thing at a time.
 * `clock`: zone and offset of the device's clocks, and what was watched; the union of these spans is the recorded time.
 * `window`: the app in front. `input`: keyboard or pointer in use, joined over short pauses. `lock`: the session was locked.
 * `sleep`: the computer slept. `inhibit`: the app in front kept the screen from going dark, as for a film or a call.
 * `installed`: the app was found installed; told again when its version changes, and every seven days while it stays.
 */
export const spanSources = ['clock', 'window', 'input', 'lock', 'sleep', 'inhibit', 'installed'] as const
export type SpanSource = (typeof spanSources)[number]

const count = z.int().nonnegative()
const instant = z.int()

/** `[stream, subject, hour, runningMs, cpuMs, launches, memoryKiBSeconds, memoryPeakKiB, samples]`; stream and subject by index. */
export const processHourRow = z.tuple([count, count, instant, count, count, count, count, count, count])
export type ProcessHourRow = z.output<typeof processHourRow>

/** `[stream, source, start, end, subject, detail]` */
export const spanRow = z.tuple([
  count,
  z.string(),
  instant,
  instant,
  count.nullable(),
  z.record(z.string(), z.unknown()).nullable(),
])
export type SpanRow = z.output<typeof spanRow>

/** `[stream, start, end, reason]` */
export const gapRow = z.tuple([count, instant, instant, z.string()])
export type GapRow = z.output<typeof gapRow>

/** What both databases keep as it is: no U+0000, no half of a character. */
export const isKept = (given: string): boolean => !given.includes('\u0000') && isWellFormed(given)

/** The same as the engine's own function, which no types of ours know yet. */
const isWellFormed = (given: string) => (given as unknown as { isWellFormed(): boolean }).isWellFormed()

const text = (most: number) => z.string().max(most).refine(isKept, 'text with U+0000 or half a character in it')

/** `[kind, key, name]` */
export const subjectRow = z.tuple([z.literal('app'), text(batchLimits.keyLength).min(1), text(batchLimits.nameLength)])
export type SubjectRow = z.output<typeof subjectRow>

/** `[id, predecessor, predecessorRev]` */
export const lineageRow = z.tuple([z.uuid(), z.uuid().nullable(), count.nullable()])
export type LineageRow = z.output<typeof lineageRow>

export const clockDetail = z.strictObject({
  zone: z.string(),
  offsetMs: z.int(),
  /** What could be told in this stretch besides processes. */
  watched: z.array(z.enum(watchedSources)).optional(),
})
export type ClockDetail = z.output<typeof clockDetail>

/** Who installed an app: a package manager, or what the system keeps of its programs. */
export const installers = ['dpkg', 'rpm', 'flatpak', 'snap', 'bundle', 'registry'] as const

/** What an `installed` span says of its app. */
export const installedDetail = z.strictObject({
  /** As the installer writes it; absent if none says. */
  version: text(100).min(1).optional(),
  from: z.enum(installers).optional(),
})
export type InstalledDetail = z.output<typeof installedDetail>
/** Of a window: its title, as far as the person's rules let it through. */
export const windowDetail = z.strictObject({ title: text(titleLength) })
export type WindowDetail = z.output<typeof windowDetail>

const position = z.strictObject({ stream: z.uuid(), upto: count })
/** How far a stream's journal is known to be on the server. */
export type Position = z.output<typeof position>

/** Rows of a journal, of any of its streams, changed since `after`, lowest rev first. Absolute values: repeating a batch changes nothing. */
export const batch = z.strictObject({
  v: z.literal(1),
  /** New for each attempt. */
  batch: z.uuid(),
  stream: z.uuid(),
  after: position.nullable(),
  upto: count,
  lineage: z.array(lineageRow).max(batchLimits.streams).optional(),
  /** A clock may be wrong by decades, but days are counted from it. */
  sentAt: z.int().min(0).max(Date.UTC(2200, 0)),
  agent: z.strictObject({ version: text(100), platform: text(100) }),
  subjects: z.array(subjectRow).max(batchLimits.subjects),
  streams: z.array(z.uuid()).max(batchLimits.streams),
  processHours: z.array(processHourRow),
  spans: z.array(spanRow),
  gaps: z.array(gapRow),
})
export type Batch = z.output<typeof batch>

export const rowTables = ['processHours', 'spans', 'gaps'] as const
export type RowTable = (typeof rowTables)[number]

/** A row that the server will never take: by table, index in the batch, and why. */
export const refusedRow = z.object({ table: z.enum(rowTables), index: count, code: z.string() })
export type RefusedRow = z.output<typeof refusedRow>

export const ingestAnswer = z.object({
  /** The last batch of this stream before this one; null if this is its first. */
  was: z.string().nullable(),
  refused: z.array(refusedRow),
  /** When to come back, if the server asks for another pace than the agent's own. */
  nextUploadMs: count.nullable(),
  /** Rows that start before it are refused and are to be emptied; absent where nothing was erased, or a server knows no such thing. */
  erasedUntil: count.optional(),
  /** The revision of what holds for the device; absent from a server that has no policies. */
  policyRev: count.optional(),
})
export type IngestAnswer = z.output<typeof ingestAnswer>

export const ingest = endpoint({
  says: 'An agent uploads rows of its journal; sending the same again changes nothing.',
  method: 'POST',
  path: '/api/v1/batches',
  access: 'device',
  input: batch,
  output: ingestAnswer,
})

export const isGapReason = (reason: string): reason is (typeof gapReasons)[number] =>
  (gapReasons as readonly string[]).includes(reason)
