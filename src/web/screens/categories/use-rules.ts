import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import * as protocol from '../../../protocol/categories.ts'
import type { RulesEdit } from '../../../protocol/category-edits.ts'
import type { OutputOf } from '../../../protocol/client.ts'
import { sortedApps } from '../../../protocol/sorted-apps.ts'
import { useSelf } from '../../data/self.ts'
import { useAction } from '../../data/use-action.ts'
import { toast } from '../../shell/toasts.tsx'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'

/** What another set of rules makes another. */
const changes = [protocol.categories, protocol.rules, protocol.ruleSuggestions, protocol.rulesHistory, sortedApps]

/** Fields that a form here may have; the server names them within the list of edits, or alone. */
const fields = ['name', 'app', 'path', 'title', 'domain', 'parentId', 'categoryId', 'content', 'into'] as const
export type RuleField = (typeof fields)[number]
/** As the server names a field of the first edit. */
export const namesOfField = (field: RuleField): readonly string[] => [field, `edits[0].${field}`]
const named = fields.flatMap(namesOfField)

/** Whether what is wrong is wrong with a field that a form here may have. */
export const isAtField = ({ at }: { readonly at?: string | undefined }): boolean => named.includes(at ?? '')

interface ChangeOptions {
  onDone?(output: OutputOf<typeof protocol.changeRules>): void
}

/** Figures everywhere are of other categories now, and are asked for anew when somebody goes there. */
function useEverythingAnew() {
  const queries = useQueryClient()
  return () =>
    void queries.invalidateQueries({ refetchType: 'none', predicate: ({ queryKey }) => !isHere(queryKey[0]) })
}
const here = new Set<unknown>(changes.map(({ path }) => path))
const isHere = (path: unknown) => here.has(path)

/** Changes categories and rules, as they were read at a revision. */
export function useRulesChange({ onDone }: ChangeOptions = {}) {
  const { org } = useSelf()
  const anew = useEverythingAnew()
  const queries = useQueryClient()
  const said = useRef<string>(undefined)
  const action = useAction(protocol.changeRules, {
    ...{ changes, fields: named },
    onDone: (output) => {
      anew()
      if (said.current !== undefined) toast(said.current)
      onDone?.(output)
    },
  })
  const { problem } = action
  // Somebody else may have changed them meanwhile: what there is now is shown beside what is wrong.
  const failed = problem !== undefined
  useEffect(() => {
    if (failed) for (const { path } of changes) void queries.invalidateQueries({ queryKey: [path] })
  }, [failed, queries])
  return {
    ...action,
    problemAt: (field: RuleField) =>
      namesOfField(field)
        .map(action.problemAt)
        .find((text) => text !== undefined),
    /** @param done what is said when it is done */
    change: (edits: readonly RulesEdit[], revision: number, done?: string) => {
      said.current = done
      action.run({ org: org.id, edits: [...edits], revision })
    },
  }
}

/** Takes the last change back. */
export function useUndo() {
  const { org } = useSelf()
  const words = useWords(ruleWords)
  const anew = useEverythingAnew()
  const action = useAction(protocol.undoRules, {
    changes,
    onDone: ({ undone }) => {
      anew()
      toast(words.undone(nameOfAction(undone.action, words.actions)))
    },
  })
  return { ...action, undo: (revision: number) => action.run({ org: org.id, revision }) }
}

/** A change by what was done. */
export const nameOfAction = (action: string, names: Readonly<Record<string, string>>): string =>
  Object.hasOwn(names, action) ? names[action]! : action
