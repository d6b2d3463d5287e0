import {
  addCategory,
  addRule,
  type Content,
  changeRule,
  type Edit,
  moveCategory,
  type Place,
  removeCategory,
  removeRule,
  renameCategory,
} from './edit.ts'
import type { RuleConditions } from './rules.ts'

/** One edit as somebody writes it down; each is named as the ledger of changes names it. */
export type WrittenEdit =
  | { readonly what: 'add category'; readonly name: string; readonly parentId: number | null }
  | { readonly what: 'rename category'; readonly category: number; readonly name: string }
  | { readonly what: 'move category'; readonly category: number; readonly parentId: number | null }
  | { readonly what: 'remove category'; readonly category: number; readonly content?: Content | undefined }
  | ({ readonly what: 'add rule'; readonly categoryId: number; readonly place: Place } & RuleConditions)
  | ({ readonly what: 'change rule'; readonly rule: number } & {
      readonly [K in keyof RuleConditions]?: RuleConditions[K] | undefined
    } & { readonly categoryId?: number | undefined; readonly place?: Place | undefined })
  | { readonly what: 'remove rule'; readonly rule: number }

/** All of them, one after the other, as one change. @throws what each of them throws */
export const toEdit = (written: readonly WrittenEdit[]): Edit => {
  const edits = written.map(toOne)
  return (ruleset) => edits.reduce((changed, edit) => edit(changed), ruleset)
}

/** How the ledger calls a change: by what was done, or `several` where it was more than one kind of thing. */
export const actionOf = (written: readonly WrittenEdit[]): string => {
  const kinds = new Set(written.map(({ what }) => what))
  return kinds.size === 1 ? written[0]!.what : 'several'
}

function toOne(written: WrittenEdit): Edit {
  switch (written.what) {
    case 'add category':
      return addCategory(written.name, written.parentId)
    case 'rename category':
      return renameCategory(written.category, written.name)
    case 'move category':
      return moveCategory(written.category, written.parentId)
    case 'remove category':
      return removeCategory(written.category, written.content)
    case 'add rule': {
      const { what: _, categoryId, place, ...conditions } = written
      return addRule(categoryId, toConditions(conditions), place)
    }
    case 'change rule': {
      const { what: _, rule, place, ...given } = written
      const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      return changeRule(rule, toConditions(said), place)
    }
    case 'remove rule':
      return removeRule(written.rule)
  }
}

/** An empty text is no condition. */
const toConditions = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === '' ? null : value])) as T
