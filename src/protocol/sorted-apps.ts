import * as z from 'zod'
import { days, revision, used } from './categories.ts'
import { endpoint } from './endpoint.ts'
import { paging, search } from './list-fields.ts'

const one = z.coerce.number().int().min(1).optional()

export const sortedApps = endpoint({
  says: 'Apps of the last days, the most used first, each with the category and the rule that take it as a whole.',
  method: 'GET',
  path: '/api/v1/orgs/:org/categories/apps',
  access: 'admin',
  input: z.strictObject({
    days,
    /** Only what is in it or below it. */
    category: one,
    /** Only what this rule takes. */
    rule: one,
    search,
    ...paging,
  }),
  output: z.object({
    revision,
    total: z.int(),
    apps: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        /** Null: no rule takes it. */
        categoryId: z.int().nullable(),
        ruleId: z.int().nullable(),
        ...used,
      }),
    ),
  }),
})
