import type { z } from 'zod'

/** One HTTP endpoint: where it is, who may call it, what goes in and what comes out. */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST'
  readonly path: `/${string}`
  /** Who may call: anyone, or a device by its token. */
  readonly access: 'public' | 'device'
  readonly input: I
  readonly output: O
}

export const endpoint = <I extends z.ZodType, O extends z.ZodType>(given: Endpoint<I, O>) => given
