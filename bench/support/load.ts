import { Client } from 'undici'
import { ingest } from '../../src/protocol/batches.ts'
import type { Upload } from './batches.ts'

/** Sends each list of uploads over a connection of its own, one after another; fails unless all are taken whole. */
export async function sendAll(url: string, lists: readonly (readonly Upload[])[]): Promise<void> {
  await Promise.all(
    lists.map(async (uploads) => {
      const client = new Client(url)
      for (const upload of uploads) await send(client, upload)
      await client.close()
    }),
  )
}

async function send(client: Client, { token, body }: Upload): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-encoding': 'gzip',
  }
  const response = await client.request({ method: 'POST', path: ingest.path, headers, body })
  const text = await response.body.text()
  if (response.statusCode !== 200 || !text.includes('"refused":[]'))
    throw new Error(`the server answered ${response.statusCode}: ${text}`)
}
