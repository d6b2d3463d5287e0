import type { z } from 'zod'
import type { Role } from '../core/access.ts'

/**
 * Who may call an endpoint.
 * - `public`: anyone
 * - `device`: a device by its token
 * - `person`: whoever is signed in, of whatever organisation
 * - a role: whoever is signed in and at least that in the organisation that the path names as `:org`
 */
export type Access = 'public' | 'device' | 'person' | Role

/** One HTTP endpoint: where it is, who may call it, what goes in and what comes out. */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** What it does, in a sentence for who reads the description of the API. */
  readonly says: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `:org` names the organisation; every other parameter is a field of the input. */
  readonly path: `/${string}`
  readonly access: Access
  /** For people only, whatever a program may be: what they do here would outlive it. */
  readonly people?: true
  /** Of the parameters, and of the query or the body. */
  readonly input: I
  readonly output: O
  /** It answers with a file, of one of these media types. */
  readonly files?: readonly string[]
}

export const endpoint = <const E extends Endpoint>(given: E): E => given
