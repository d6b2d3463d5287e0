import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Batch } from '../protocol/batches.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import { createUploader, type Uploader } from './uploader.ts'

const noon = Date.UTC(2026, 10, 2, 12)
const foreign = '6f3f6bd2-5d6b-4b43-9d3b-0a8f5d4e9d11'

const opened: { server: Server; journal: Journal; uploader: Uploader }[] = []
afterEach(async () => {
  for (const { server, journal, uploader } of opened.splice(0)) {
    await uploader.stop()
    journal.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** An uploader of a new journal, and a real server that takes each batch and tells `wasOf` it as the one before. */
async function openPair(wasOf: (batch: Batch, earlier: readonly Batch[]) => string | null) {
  const got: Batch[] = []
  const server = createServer(async (request, response) => {
    const batch = JSON.parse(gunzipSync(await buffer(request)).toString()) as Batch
    const was = wasOf(batch, got)
    got.push(batch)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ was, refused: [], nextUploadMs: null }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const journal = openJournal(join(mkdtempSync(join(tmpdir(), 'usage-audit-uploader-')), 'journal.db'), noon)
  const uploader = createUploader({
    journal,
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: () => 'x'.repeat(30),
    sender: { version: '0.0.0', platform: 'test' },
    uploadMs: 60_000,
    now: () => noon,
    random: () => 0,
  })
  opened.push({ server, journal, uploader })
  const off = (minute: number) => {
    const start = noon + minute * 60_000
    journal.write({ hours: [], recorded: [], gaps: [{ start, end: start + 60_000, reason: 'off' }] })
  }
  return { got, journal, uploader, off }
}

describe('createUploader', () => {
  it('stays in its stream while the batch before is one that this process sent', async () => {
    const { got, journal, uploader, off } = await openPair((_, earlier) => earlier.at(-1)?.batch ?? null)
    const { uuid } = journal.stream
    for (const minute of [1, 2, 3]) {
      off(minute)
      expect(await uploader.uploadNow()).toEqual({ rows: 1, error: undefined })
    }
    expect(got.map(({ stream }) => stream)).toEqual([uuid, uuid, uuid])
    expect(journal.stream.uuid).toBe(uuid)
  })

  it('leaves its stream when the batch before is of somebody else, and tells the server by a gap', async () => {
    const { got, journal, uploader, off } = await openPair((_, earlier) => (earlier.length === 0 ? foreign : null))
    const { uuid } = journal.stream
    off(1)
    expect(await uploader.uploadNow()).toEqual({ rows: 2, error: undefined })
    expect(journal.stream.uuid).not.toBe(uuid)
    expect(got.map(({ stream }) => stream)).toEqual([uuid, journal.stream.uuid])
    const told = got[1]!
    expect(told.lineage).toContainEqual([journal.stream.uuid, uuid, got[0]!.upto])
    expect(told.gaps).toEqual([[told.streams.indexOf(journal.stream.uuid), noon, noon + 1, 'conflict']])
  })
})
