import { setImmediate } from 'node:timers/promises'
import { Zip, ZipDeflate } from 'fflate'
import { toExportCsv } from './forms.ts'
import type { ExportHead, ExportPage } from './read-export.ts'

/** One zip in pieces: what the export says of itself as JSON, then a CSV file for each table. */
export async function* toExportZip(head: ExportHead, pages: AsyncIterable<ExportPage>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  const begin = (name: string) => {
    const file = new ZipDeflate(name)
    file.mtime = head.exportedAt
    zip.add(file)
    return file
  }
  begin('export.json').push(toBytes(`${JSON.stringify(head, null, 2)}\n`), true)
  let open: { readonly table: string; readonly file: ZipDeflate } | undefined
  for await (const { table, rows } of pages) {
    const isNew = table !== open?.table
    if (isNew) open?.file.push(nothing, true)
    if (open === undefined || isNew) open = { table, file: begin(`${table}.csv`) }
    open.file.push(toBytes(toExportCsv(rows, { head: isNew, demo: head.demo })))
    yield* ready.splice(0)
    // Others have their turn between two pages.
    await setImmediate()
  }
  open?.file.push(nothing, true)
  zip.end()
  yield* ready
}

const nothing = new Uint8Array(0)
const toBytes = (text: string) => new TextEncoder().encode(text)
