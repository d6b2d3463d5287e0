import { dayAt, monthAt } from '../../core/time.ts'
import type { Orders, Receipt } from '../../protocol/data-fields.ts'
import { toExportJson } from '../export/forms.ts'
import { readExport, readExportHead } from '../export/read-export.ts'
import { toExportZip } from '../export/zip.ts'
import { makeReport } from '../reports/make-report.ts'
import { type AccessQuestion, type AccessRow, countAccesses, findAccesses } from '../store/access-log.ts'
import type { EraseCounts, Ordered } from '../store/care/order-erasure.ts'
import { findDevicesOf } from '../store/devices.ts'
import { findOrders } from '../store/erase/orders.ts'
import { findPlannedFigures } from '../store/ledger.ts'
import type { User } from '../store/people.ts'
import type { PersonKey } from '../store/person-days.ts'
import type { Store } from '../store/store.ts'
import { toAccessCsv } from './access-csv.ts'

/** A month as it was closed, or what there is of it. */
export async function readReport(store: Store, orgId: number, user: User, month: string, now: number) {
  const frozen = await findPlannedFigures(store, orgId, user.id, month)
  return { frozen: frozen !== undefined, report: frozen ?? (await makeReport(store, orgId, user, month, now)) }
}

/** The log of accesses, as a file that is made while it is fetched. */
export const toAccessFile = (
  store: Store,
  orgId: number,
  asked: Omit<AccessQuestion, 'before' | 'limit'>,
  now: number,
) =>
  new Response(toStream(toBytes(toAccessCsv(store, orgId, asked))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="access-log-${dayAt(now, 0)}.csv"`,
    },
  })

/** All that is stored of a person, as a file that is made while it is fetched. */
export async function toExportFile(store: Store, person: PersonKey, format: 'json' | 'csv', now: number) {
  const head = await readExportHead(store, person, now)
  const pages = readExport(store, person)
  const pieces = format === 'csv' ? toExportZip(head, pages) : toBytes(toExportJson(head, pages))
  const [type, ending] = format === 'csv' ? ['application/zip', 'zip'] : ['application/json', 'json']
  return new Response(toStream(pieces), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="usage-audit-${monthAt(now, 'UTC')}.${ending}"`,
    },
  })
}

async function* toBytes(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}

/** Made as fast as it is fetched, and no further once nobody fetches. */
const toStream = (pieces: AsyncGenerator<Uint8Array>) =>
  new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const { done, value } = await pieces.next()
      if (done) to.close()
      else to.enqueue(value)
    },
    cancel: async () => void (await pieces.return(undefined)),
  })

const usualPage = 50

type AskedAccesses = Omit<AccessQuestion, 'limit'> & { readonly limit?: number | undefined }

export async function readAccesses(store: Store, orgId: number, { limit = usualPage, ...asked }: AskedAccesses) {
  const rows = await findAccesses(store, orgId, { ...asked, limit: limit + 1 })
  const entries = rows.slice(0, limit).map(toEntry)
  const total = await countAccesses(store, orgId, { ...asked, before: undefined })
  return { entries, next: rows.length > limit ? entries.at(-1)!.seq : null, total }
}

const toEntry = ({ seq, at, actor, actorName, about, what, reason }: AccessRow) => ({
  ...{ seq, at, actor, actorName },
  ...{ about, what, reason },
})

/** What was counted, and ordered if it was. */
export const toReceipt = ({ plans, reports, mails, wish }: EraseCounts, ordered: Ordered | undefined): Receipt => ({
  dryRun: ordered === undefined,
  devices: plans.map(({ device, until, rows }, i) => ({
    ...{ order: ordered?.devices[i]?.order.id ?? null, device: device.id, name: device.name },
    ...{ until, rows: { ...rows } },
  })),
  ...{ reports, mails, account: wish.account === true },
})

export async function readOrders(store: Store, { orgId, userId }: PersonKey): Promise<Orders> {
  const own = new Set((await findDevicesOf(store, orgId, userId)).map(({ id }) => id))
  const all = await findOrders(store, orgId)
  return {
    erasures: all
      .filter(({ deviceId }) => own.has(deviceId))
      .map(({ id, deviceId, until, orderedAt, removed, doneAt, confirmedAt, confirmed }) => ({
        ...{ order: id, device: deviceId, until, orderedAt, removed: removed as Record<string, number> },
        ...{ doneAt, confirmedAt, confirmed: confirmed as Record<string, number> | null },
      })),
  }
}
