import type { z } from 'zod'
import { AppError, type ErrorCode, errorCodes } from '../core/errors.ts'
import type { Endpoint } from './endpoint.ts'

/** What an endpoint is called with: its input, and the organisation where its path names one. */
export type CallInput<E extends Endpoint> = FieldsOf<z.input<E['input']>> &
  (E['path'] extends `${string}/:org${'' | `/${string}`}` ? { readonly org: number } : unknown)

/** Of an endpoint without fields zod says that every field is never: nothing could be added to that. */
type FieldsOf<I> = string extends keyof I ? unknown : I

/** What an endpoint answers. */
export type OutputOf<E extends Endpoint> = z.output<E['output']>

/** A request as `fetch` takes it. */
export interface PlannedCall {
  readonly url: string
  readonly method: Endpoint['method']
  readonly body: string | undefined
}

/** Where a call goes: parameters of the path first, what is left into the query or the body. */
export function planCall<E extends Endpoint>({ method, path }: E, input: CallInput<E>): PlannedCall {
  const given = new Map(Object.entries(input as Record<string, unknown>).filter(([, value]) => value !== undefined))
  const url = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = given.get(name)
    given.delete(name)
    return encodeURIComponent(String(value))
  })
  if (method === 'POST' || method === 'PATCH')
    return { url, method, body: JSON.stringify(Object.fromEntries(given.entries())) }
  const query = new URLSearchParams()
  for (const [name, value] of given) for (const one of [value].flat()) query.append(name, String(one))
  return { url: query.size > 0 ? `${url}?${query}` : url, method, body: undefined }
}

/**
 * Calls an endpoint of the server that the page is from.
 * @throws AppError as the server told it; `unavailable` if it does not answer
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  signal?: AbortSignal,
): Promise<OutputOf<E>> {
  const { url, method, body } = planCall(endpoint, input)
  const answer = await fetch(url, {
    method,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new AppError('unavailable', 'the server does not answer; check the connection and try again', { cause })
  })
  if (!answer.ok) throw await toProblem(answer)
  return (await answer.json()) as OutputOf<E>
}

/** What a refusal says; one that no server of ours wrote is `unavailable`. */
export async function toProblem(answer: Response): Promise<AppError> {
  const told: unknown = await answer.json().catch(() => undefined)
  const { error } = (told ?? {}) as { error?: { code?: string; message?: string; at?: string } }
  if (!error?.code || !(error.code in errorCodes))
    return new AppError('unavailable', `the server answered ${answer.status}; try again later`)
  const { code, message = '', at, ...details } = error
  return new AppError(code as ErrorCode, message, { ...(at !== undefined && { at }), details })
}

/** The same as what a cache of answers asks for: a key of its own for each endpoint and input, and the call. */
export const query = <E extends Endpoint>(endpoint: E, input: CallInput<E>) => ({
  queryKey: [endpoint.path, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, signal),
})
