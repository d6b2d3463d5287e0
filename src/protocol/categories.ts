import * as z from 'zod'
import { editInput } from './category-edits.ts'
import { endpoint } from './endpoint.ts'
import { time, whole, withheld } from './list-fields.ts'

/*
 * What apps are sorted into, and by which rules. Of time of so few people that it would tell of one of them nothing is said,
 * nor of what that would follow from by subtraction.
 */

export const days = whole(1, 366, 30)
export const used = { time: withheld(time), cpuMs: z.int() }
export const revision = z.int()

const category = z.object({
  id: z.int(),
  parentId: z.int().nullable(),
  /** Of one that was there from the start, whose words are in the catalogue. */
  key: z.string().nullable(),
  /** Null while it goes by its key. */
  name: z.string().nullable(),
})
const rule = z.object({
  id: z.int(),
  categoryId: z.int(),
  app: z.string().nullable(),
  path: z.string().nullable(),
  title: z.string().nullable(),
  domain: z.string().nullable(),
  parentId: z.int().nullable(),
})

export const categories = endpoint({
  says: 'The categories as a tree, each with the time that apps in it took.',
  method: 'GET',
  path: '/api/v1/orgs/:org/categories',
  access: 'admin',
  input: z.strictObject({ days }),
  output: z.object({
    revision,
    /** In no order: `parentId` makes the tree, and who reads it sorts by the words of their language. */
    categories: z.array(
      category.extend({
        /** Without what lies below it, and with. */
        own: z.object(used),
        all: z.object(used),
        /** Apps of these days in it or below it. */
        apps: z.int(),
        rules: z.int(),
      }),
    ),
    /** What no rule sorts. */
    unsorted: z.object({ ...used, apps: z.int() }),
  }),
})

export const rules = endpoint({
  says: 'The rules in their order, the first that matches counts; each with what it takes.',
  method: 'GET',
  path: '/api/v1/orgs/:org/rules',
  access: 'admin',
  input: z.strictObject({ days }),
  output: z.object({
    revision,
    /** The highest id that was given out: what an edit adds has the next. */
    lastId: z.int(),
    rules: z.array(
      rule.extend({
        ...used,
        /** Known apps that it matches, whatever comes before it, and those that it takes of these days. */
        matches: z.int(),
        apps: z.int(),
      }),
    ),
  }),
})

export const ruleSuggestions = endpoint({
  says: 'Apps that no rule sorts, the most used first, each with a category that may fit.',
  method: 'GET',
  path: '/api/v1/orgs/:org/rules/suggestions',
  access: 'admin',
  input: z.strictObject({ days, limit: whole(1, 200, 20) }),
  output: z.object({
    revision,
    /** How many apps there are that no rule sorts. */
    total: z.int(),
    apps: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        ...used,
        suggestion: z
          .object({
            categoryId: z.int(),
            /** A rule that everybody begins with would take it; or an app of its maker, or of its name, is there. */
            because: z.enum(['starter', 'neighbour']),
            /** The name of that app. */
            like: z.string().nullable(),
          })
          .nullable(),
      }),
    ),
  }),
})

export const previewRules = endpoint({
  says: 'What a change of categories and rules would do to the figures of the last days; nothing is changed.',
  method: 'POST',
  path: '/api/v1/orgs/:org/rules/preview',
  access: 'admin',
  input: z.strictObject({ edits: editInput, days: z.int().min(1).max(366).default(30) }),
  output: z.object({
    revision,
    /** The largest change first; null is what no rule sorts. */
    differences: z.array(
      z.object({
        categoryId: z.int().nullable(),
        before: withheld(time),
        after: withheld(time),
        cpuBeforeMs: z.int(),
        cpuAfterMs: z.int(),
      }),
    ),
    /** Apps that would go elsewhere as a whole, 200 at most. */
    moved: z.array(z.object({ key: z.string(), name: z.string(), from: z.int().nullable(), to: z.int().nullable() })),
    movedTotal: z.int(),
    /** As they would be. */
    categories: z.array(category),
  }),
})

const changed = z.object({
  revision,
  /** Days that are made again for the titles in them; the rest follows at once. */
  touchedDays: z.int(),
})

/** All of it or nothing; one `undo` takes all of it back. */
export const changeRules = endpoint({
  says: 'Changes categories and rules as they were read; 409 where somebody else changed them meanwhile.',
  method: 'POST',
  path: '/api/v1/orgs/:org/rules/changes',
  access: 'admin',
  input: z.strictObject({ edits: editInput, revision: z.int().min(0) }),
  output: changed.extend({
    /** Ids of what was added, in the order of the edits. */
    added: z.array(z.int()),
  }),
})

export const undoRules = endpoint({
  says: 'Takes the last change back that was not taken back yet; again, the one before it.',
  method: 'POST',
  path: '/api/v1/orgs/:org/rules/undo',
  access: 'admin',
  input: z.strictObject({ revision: z.int().min(0) }),
  output: changed.extend({ undone: z.object({ action: z.string(), at: z.int() }) }),
})

export const rulesHistory = endpoint({
  says: 'The changes of categories and rules, newest first.',
  method: 'GET',
  path: '/api/v1/orgs/:org/rules/history',
  access: 'admin',
  input: z.strictObject({
    /** Those before this revision. */
    before: z.coerce.number().int().min(1).optional(),
    limit: whole(1, 200, 50),
  }),
  output: z.object({
    changes: z.array(
      z.object({
        revision,
        at: z.int(),
        /** `add rule`, `undo`; `several` of a change of different kinds. */
        action: z.string(),
        /** The revision that this one took back. */
        undoes: z.int().nullable(),
        undone: z.boolean(),
        /** How many categories and rules differ. */
        categories: z.int(),
        rules: z.int(),
      }),
    ),
    /** What `before` is for the next page; null on the last one. */
    next: z.int().nullable(),
  }),
})
