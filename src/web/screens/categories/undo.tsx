import { useQuery } from '@tanstack/react-query'
import { createElement, useEffect, useMemo, useRef } from 'react'
import { rulesHistory } from '../../../protocol/categories.ts'
import { query } from '../../../protocol/client.ts'
import { useSelf } from '../../data/self.ts'
import { type Shortcut, useShortcuts } from '../../shell/shortcuts.ts'
import { toast } from '../../shell/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { SignedOut } from '../../ui/problem.tsx'
import { ruleWords } from '../../words/rules.ts'
import { useWords } from '../../words/words.ts'
import { nameOfAction, useUndo } from './use-rules.ts'

/** So many changes are looked through for the last one that was not taken back. */
const looked = 50

/** Takes the last change back, and says which that is; not there where there is none. */
export function Undo({ revision }: { readonly revision: number }) {
  const words = useWords(ruleWords)
  const { org } = useSelf()
  const { data } = useQuery({ ...query(rulesHistory, { org: org.id, limit: looked }), throwOnError: false })
  const last = data?.changes.find(({ undoes, undone }) => undoes === null && !undone)
  const { undo, busy, problem } = useUndo()
  const now = useRef<() => void>(undefined)
  useEffect(() => {
    now.current = last && !busy ? () => undo(revision) : undefined
  })
  useEffect(() => {
    if (problem) toast(problem.signedOut ? createElement(SignedOut) : problem.text, 'problem')
  }, [problem])
  useShortcuts(
    useMemo<readonly Shortcut[]>(() => [{ keys: 'u', says: words.undoKey, run: () => now.current?.() }], [words]),
  )
  if (!last) return null
  return (
    <Button small busy={busy} onClick={() => undo(revision)}>
      {words.undo(nameOfAction(last.action, words.actions))}
    </Button>
  )
}
