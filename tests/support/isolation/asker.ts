import { Pool } from 'undici'
import type { Call } from './calls.ts'
import type { Caller } from './world.ts'

export interface Answer {
  readonly status: number
  /** Status, headers and body. */
  readonly text: string
  /** The same without what was sent, so that two answers can be compared. */
  readonly plain: string
}

export const lanes = 6

/** Sends requests, each from an address of its own, or limits would answer instead. */
export function createAsker(url: string, state: { requests: number }) {
  const pool = new Pool(url, { connections: lanes })
  const ask = async (caller: Caller, { method, path, body, type }: Call, sent: string): Promise<Answer> => {
    const n = state.requests++
    const from = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
    const headers = { ...caller.headers, 'x-forwarded-for': from, ...(type && { 'content-type': type }) }
    const answer = await pool.request({ method: method as 'GET', path, headers, body: body ?? null })
    const text = await answer.body.text()
    const told = Object.entries(answer.headers).filter(([name]) => !/^(date|keep-alive|connection)$/.test(name))
    const whole = `${answer.statusCode} ${JSON.stringify(told)} ${text}`
    if (answer.statusCode < 400 && method !== 'GET') await caller.renew()
    // Small numbers are anywhere.
    return { status: answer.statusCode, text: whole, plain: sent.length < 5 ? whole : whole.replaceAll(sent, '…') }
  }
  return Object.assign(ask, { close: () => pool.close() })
}
