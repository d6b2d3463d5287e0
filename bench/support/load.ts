import { Agent, request } from 'node:http'
import { ingest } from '../../src/protocol/batches.ts'
import type { Upload } from './batches.ts'

/** Sends each list of uploads over a connection of its own, one after another; fails unless all are taken whole. */
export async function sendAll(url: string, lists: readonly (readonly Upload[])[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: lists.length })
  await Promise.all(
    lists.map(async (uploads) => {
      for (const upload of uploads) await send(agent, url, upload)
    }),
  )
  agent.destroy()
}

function send(agent: Agent, url: string, { token, body }: Upload): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': body.length,
  }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(ingest.path, url), { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => {
        const taken = response.statusCode === 200 && text.includes('"refused":[]')
        if (taken) resolve()
        else reject(new Error(`the server answered ${response.statusCode}: ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
