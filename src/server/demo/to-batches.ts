import { toApp } from '../../core/demo/apps.ts'
import type { Chance } from '../../core/demo/chance.ts'
import type { DemoPiece } from '../../core/demo/facts.ts'
import type { DemoDevice } from '../../core/demo/people.ts'
import { type Batch, batchLimits } from '../../protocol/batches.ts'

/** Packs what a device recorded into batches as its agent would send them, one after another. */
export interface Packer {
  pack(piece: DemoPiece): Batch[]
}

export function createPacker({ platform, locale }: Pick<DemoDevice, 'platform' | 'locale'>, ids: Chance): Packer {
  let rev = 0
  let after: Batch['after'] = null
  const pack = (piece: DemoPiece, rows: Rows, from: number): Batch => {
    const { stream, predecessor } = piece
    const subjects = new Map<string, { readonly index: number; readonly row: Batch['subjects'][number] }>()
    const indexOf = (app: Parameters<typeof toApp>[0]): number => {
      const known = subjects.get(app.key)
      if (known) return known.index
      const { key, name } = toApp(app, locale)
      const index = subjects.size
      subjects.set(key, { index, row: ['app', key, name] })
      return index
    }
    const part = rows.slice(from, from + batchLimits.rows)
    const isFirst = after?.stream !== stream
    const lineage: Batch['lineage'] = isFirst ? [[stream, predecessor, predecessor === null ? null : rev]] : undefined
    rev += part.length
    const of = <K extends keyof Row>(kind: K) => part.flatMap((row) => (row[kind] ? [row[kind]] : []))
    const batch: Batch = {
      v: 1,
      batch: ids.uuid(),
      stream,
      after,
      upto: rev,
      ...(lineage && { lineage }),
      sentAt: piece.at,
      agent: { version: '0.1.0', platform },
      streams: [stream],
      processHours: of('hour').map((hour) => [
        0,
        indexOf(hour.app),
        hour.hour,
        hour.runningMs,
        hour.cpuMs,
        hour.launches,
        hour.memoryKiBSeconds,
        hour.memoryPeakKiB,
        hour.samples,
      ]),
      spans: of('span').map(({ source, start, end, app, detail }) => [
        0,
        source,
        start,
        end,
        app && indexOf(app),
        detail,
      ]),
      gaps: of('gap').map(({ start, end, reason }) => [0, start, end, reason]),
      subjects: [...subjects.values()].map(({ row }) => row),
    }
    after = { stream, upto: rev }
    return batch
  }
  return {
    pack: (piece) => {
      const rows = toRows(piece)
      const count = Math.ceil(rows.length / batchLimits.rows)
      return Array.from({ length: count }, (_, i) => pack(piece, rows, i * batchLimits.rows))
    },
  }
}

interface Row {
  readonly hour?: DemoPiece['hours'][number]
  readonly span?: DemoPiece['spans'][number]
  readonly gap?: DemoPiece['gaps'][number]
}
type Rows = readonly Row[]

const toRows = ({ hours, spans, gaps }: DemoPiece): Rows => [
  ...gaps.map((gap) => ({ gap })),
  ...hours.map((hour) => ({ hour })),
  ...spans.map((span) => ({ span })),
]
