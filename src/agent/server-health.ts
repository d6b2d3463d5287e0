import { secondMs } from '../core/time.ts'
import { isCertificateProblem } from './certificate-problem.ts'
import { describeProblem } from './network-problem.ts'
import { request, toJson } from './request.ts'

/** How a server answered `/healthz`. */
export type ServerHealth =
  /** `clockAheadMs`: the server's clock less this computer's, exact to a second; undefined if it told no time. */
  | { readonly kind: 'alive'; readonly clockAheadMs: number | undefined }
  | { readonly kind: 'stranger'; readonly status: number }
  | { readonly kind: 'untrusted'; readonly reason: string }
  | { readonly kind: 'away'; readonly reason: string }

const patienceMs = 5 * secondMs

/** Asks a server whether it lives and what time it has. Never throws. */
export async function readServerHealth(server: string, now: () => number, ca?: string): Promise<ServerHealth> {
  const before = now()
  try {
    const { status, headers, text } = await request(`${server}/healthz`, {
      method: 'GET',
      patienceMs,
      ca,
      signal: AbortSignal.timeout(2 * patienceMs),
    })
    const after = now()
    const answer = toJson(text) as { status?: unknown } | undefined
    if (status !== 200 || answer?.status !== 'ok') return { kind: 'stranger', status }
    return { kind: 'alive', clockAheadMs: toClockAhead(headers.date, before, after) }
  } catch (problem) {
    const reason = describeProblem(problem)
    return { kind: isCertificateProblem(problem) ? 'untrusted' : 'away', reason }
  }
}

/**
 * The server's clock less this computer's, by a `Date` header; undefined without one. It is whole seconds, cut off: on average
 * half a second more.
 */
export function toClockAhead(date: string | string[] | undefined, before: number, after: number): number | undefined {
  const told = Date.parse(String(date))
  return Number.isNaN(told) ? undefined : Math.round(told + secondMs / 2 - (before + after) / 2)
}
