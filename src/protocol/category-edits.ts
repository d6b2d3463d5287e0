import * as z from 'zod'

/** What one change of categories and rules may consist of, one after the other; each is named as the ledger names it. */
const name = z.string().trim().min(1).max(100)
const number = z
  .int()
  .min(1)
  .max(2 ** 31)
const parentId = number.nullable()
const pattern = z.string().trim().max(4_000).nullable()
const place = z.union([
  z.enum(['first', 'last']),
  z.strictObject({ before: number }),
  z.strictObject({ after: number }),
])

const conditions = { app: pattern, path: pattern, title: pattern, domain: pattern, parentId }

const edit = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('add category'), name, parentId: parentId.default(null) }),
  z.strictObject({ what: z.literal('rename category'), category: number, name }),
  z.strictObject({ what: z.literal('move category'), category: number, parentId }),
  z.strictObject({
    what: z.literal('remove category'),
    category: number,
    /** What becomes of what is in it; without it, it must be empty. */
    content: z.union([z.strictObject({ into: number }), z.literal('removed')]).optional(),
  }),
  z.strictObject({
    what: z.literal('add rule'),
    categoryId: number,
    app: pattern.default(null),
    path: pattern.default(null),
    title: pattern.default(null),
    domain: pattern.default(null),
    parentId: parentId.default(null),
    place: place.default('first'),
  }),
  z.strictObject({
    what: z.literal('change rule'),
    rule: number,
    categoryId: number.optional(),
    ...z.object(conditions).partial().shape,
    /** Where it stands from now on: this is how rules are put into another order. */
    place: place.optional(),
  }),
  z.strictObject({ what: z.literal('remove rule'), rule: number }),
])

export const editInput = z.array(edit).min(1).max(100)
export type RulesEdit = z.output<typeof edit>
