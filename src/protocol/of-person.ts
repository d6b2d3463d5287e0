import * as z from 'zod'
import { reason } from './data-fields.ts'
import { endpoint } from './endpoint.ts'
import { id } from './fields.ts'

/** What is asked of a person's own figures, by themselves or by who may see them. */
export interface OfPerson<I extends z.ZodRawShape, O extends z.ZodType> {
  /** What it is, as goes on from “Of the caller: …”. */
  readonly says: string
  /** The last part of the path. */
  readonly at: string
  readonly input: I
  readonly output: O
}

/**
 * Two endpoints that answer the same: one for the caller's own, and one for another's, which asks for a reason and is noted where that
 * person sees it before anything is read.
 */
export const ofPerson = <I extends z.ZodRawShape, O extends z.ZodType>({
  says,
  at,
  input,
  output,
}: OfPerson<I, O>) => ({
  mine: endpoint({
    says: `Of the caller: ${says}`,
    method: 'GET',
    path: `/api/v1/orgs/:org/me/${at}`,
    access: 'member',
    input: z.strictObject(input),
    output,
  }),
  theirs: endpoint({
    says: `Of one person, for who may see it; the reason is shown to that person: ${says}`,
    method: 'GET',
    path: `/api/v1/orgs/:org/members/:member/${at}`,
    access: 'manager',
    input: z.strictObject({ ...input, member: id, reason }),
    output,
  }),
})
