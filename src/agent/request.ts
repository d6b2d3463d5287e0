import { type IncomingHttpHeaders, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { secureAgent } from './secure-agent.ts'

export interface Question {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  readonly signal?: AbortSignal
  /** How long nothing may come from the server. */
  readonly patienceMs: number
  /** The authorities, in PEM, that alone may vouch for this server; those of the system if undefined. */
  readonly ca?: string | undefined
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A server of ours says far less. */
const mostBytes = 10_000_000

/**
 * One HTTP request and its whole answer, by Node's own client: undici, which commands ask with, would stay in the agent's memory with 18 MB.
 * @throws an error with the system's code, `ETIMEDOUT` where the server was silent for too long
 */
export const request = (address: string | URL, question: Question): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const url = new URL(address)
    const { method, headers = {}, body, signal, patienceMs, ca } = question
    const secure = url.protocol === 'https:'
    const open = secure ? requestHttps : requestHttp
    const length = body ? { 'content-length': body.length } : {}
    const asked = open(url, {
      method,
      headers: { ...headers, ...length },
      timeout: patienceMs,
      ...(secure && { agent: secureAgent, ...(ca !== undefined && { ca }) }),
      ...(signal && { signal }),
    })
    asked.once('error', reject)
    asked.once('timeout', () =>
      asked.destroy(Object.assign(new Error('the server did not answer in time'), { code: 'ETIMEDOUT' })),
    )
    asked.once('response', (response) => {
      const pieces: Buffer[] = []
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
        if (bytes <= mostBytes) pieces.push(piece)
        else response.destroy(new Error('the server does not stop talking'))
      })
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode: status = 0, headers: told } = response
        resolve({ status, headers: told, text: Buffer.concat(pieces).toString('utf8') })
      })
    })
    asked.end(body)
  })

/** The JSON of an answer; undefined if it is none. */
export function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
